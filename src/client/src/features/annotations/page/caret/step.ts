import type { Thread } from '@/features/annotations/room/types';
import { notify } from '@/shared/ui/notices';
import { scrollToRange } from '../marks/overlay';
import { firstOnScreen, type Page } from '../state/page';
import { narrow } from '../text/use-pointer';

/** Brings an annotation forward: its words on the screen, its card open and, for the keyboard, in focus. */
export function goTo(page: Page, thread: Thread, { focus = true, reply = false } = {}) {
  const sheet = window.matchMedia(narrow).matches;
  page.store.set({
    selected: thread.id,
    caret: undefined,
    palette: undefined,
    ...(focus ? { focusCard: { id: thread.id, reply, ask: (page.store.get().focusCard?.ask ?? 0) + 1 } } : {}),
    ...(sheet ? { sheet: [thread.id], dialog: 'threads' as const } : {}),
  });
  scrollToRange(page, thread.span);
}

/** The next or previous annotation in reading order, from the selected one or from the top of the screen. */
export function step(page: Page, direction: 1 | -1) {
  const { threads } = page.live.get();
  const next = neighbour(page, threads, direction);
  if (next) goTo(page, next);
  else notify(direction > 0 ? 'No further annotation.' : 'No earlier annotation.');
}

/** The next annotation that carries the first code of the selected one; after the last it begins again. */
export function stepSameCode(page: Page) {
  const { threads } = page.live.get();
  const selected = threads.find((thread) => thread.id === page.store.get().selected);
  const wanted = selected?.codes[0];
  if (!selected || !wanted) {
    notify('Go to an annotation first: j and k do.');
    return;
  }
  const same = threads.filter((thread) =>
    thread.codes.some((ref) => ref.code === wanted.code && ref.codebook === wanted.codebook),
  );
  const next = same[(same.indexOf(selected) + 1) % same.length];
  if (next && next !== selected) goTo(page, next);
  else notify('No other annotation with this code.');
}

function neighbour(page: Page, threads: readonly Thread[], direction: 1 | -1): Thread | undefined {
  const at = threads.findIndex((thread) => thread.id === page.store.get().selected);
  if (at >= 0) return threads[at + direction];
  const from = page.store.get().caret?.focus.start ?? firstOnScreen(page);
  return direction > 0
    ? threads.find((thread) => thread.span.start >= from)
    : threads.findLast((thread) => thread.span.start < from);
}
