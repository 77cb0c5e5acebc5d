import { createFlag } from '@/shared/flag';

/** The session ran out while the person was at work. The page stays as it is until they have signed in again. */
export const sessionEnd = createFlag();

/** Signing out in one tab signs out the others, so that no case text stays on a screen. */
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('supervision.session');

export function tellTabsOfSignOut() {
  channel?.postMessage('signed-out');
}

export function whenAnotherTabSignsOut(leave: () => void): () => void {
  if (!channel) return () => undefined;
  channel.addEventListener('message', leave);
  return () => channel.removeEventListener('message', leave);
}
