import { Button } from '@/shared/ui/button';
import { isFiltering } from '../state/filter';
import { usePage } from '../state/page';
import { noFilter } from '../state/page-state';
import { useStore } from '../state/store';

/** Says that some annotations are not shown, and how to have them back. */
export function FilterLine({ shown, all }: { shown: number; all: number }) {
  const page = usePage();
  const filtering = useStore(page.store, (state) => isFiltering(state.filter));
  if (!filtering) return null;
  return (
    <div className="filter-line" role="status">
      <span>
        {shown} of {all} shown
      </span>
      <Button size="small" look="plain" onPress={() => page.store.set({ filter: noFilter })}>
        Show all
      </Button>
    </div>
  );
}
