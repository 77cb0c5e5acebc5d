import type { Keeping, Thread } from '@/features/annotations/room/types';
import { Button } from '@/shared/ui/button';
import { openPaletteFor } from '../palette/open-palette';
import { useIsClosed, usePage } from '../state/page';

type RefusedProps = { thread: Thread; keeping: Extract<Keeping, { state: 'refused' }> };

/** Why it was not kept, and its text back. */
export function Refused({ thread, keeping }: RefusedProps) {
  const page = usePage();
  const onlyRead = useIsClosed();
  return (
    <div className="refused" role="alert">
      <p>{keeping.detail}</p>
      <div className="card-buttons">
        {onlyRead ? null : (
          <Button
            size="small"
            onPress={() => {
              openPaletteFor(page, thread, 'annotate');
              page.commands.dismiss(thread.id);
            }}
          >
            Mend
          </Button>
        )}
        <Button size="small" look="plain" onPress={() => page.commands.dismiss(thread.id)}>
          Let go
        </Button>
      </div>
    </div>
  );
}
