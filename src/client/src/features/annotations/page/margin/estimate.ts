import type { Thread } from '@/features/annotations/room/types';

const LINE = 20;
const LETTERS_A_LINE = 44;

const known = new WeakMap<Thread, number>();

/** About how tall a closed card will be; what is on the screen is measured instead. */
export function estimateHeight(thread: Thread): number {
  const height = known.get(thread) ?? estimate(thread);
  known.set(thread, height);
  return height;
}

function estimate(thread: Thread): number {
  const codes = Math.ceil(thread.codes.length / 2) * 24;
  const quote = Math.min(2, Math.ceil(thread.span.quote.length / LETTERS_A_LINE)) * LINE;
  const note = thread.note ? Math.min(4, Math.ceil(thread.note.length / LETTERS_A_LINE)) * LINE + 6 : 0;
  const replies = thread.replies.length > 0 ? 22 : 0;
  const refused = thread.keeping.state === 'refused' ? 90 : 0;
  return 50 + codes + quote + note + replies + refused;
}
