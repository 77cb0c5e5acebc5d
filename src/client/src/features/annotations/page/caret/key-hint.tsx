import { usePage } from '../state/page';
import { useStore } from '../state/store';

/** The key of an action, beside its name, while single keys are on. */
export function KeyHint({ keys }: { keys: string }) {
  const page = usePage();
  const on = useStore(page.store, (state) => state.keysOn);
  return on ? (
    <kbd className="key-hint" aria-hidden="true">
      {keys}
    </kbd>
  ) : null;
}
