import type { Thread } from '@/features/annotations/room/types';
import { Dialog } from '@/shared/ui/dialog';
import { usePage } from '../state/page';
import { useStore } from '../state/store';
import { Card } from './card';

/** On a narrow screen the margin comes up from the bottom edge, for the words one has pressed. */
export function ThreadSheet({ threads }: { threads: readonly Thread[] }) {
  const page = usePage();
  const open = useStore(page.store, (state) => state.dialog === 'threads');
  const ids = useStore(page.store, (state) => state.sheet);
  const selected = useStore(page.store, (state) => state.selected);
  const shown = threads.filter((thread) => ids.includes(thread.id));
  const title = shown.length === 1 ? 'Annotation' : `${shown.length} annotations here`;
  return (
    <Dialog
      title={title}
      shape="side"
      isOpen={open && shown.length > 0}
      onClose={() => page.store.set({ dialog: undefined, selected: undefined })}
    >
      <ol role="list" className="thread-sheet">
        {shown.map((thread) => (
          <li key={thread.id}>
            <Card thread={thread} open={thread.id === selected} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
