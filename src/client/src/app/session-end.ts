import { deviceVault } from '@/shared/drafts/vault';
import { createFlag } from '@/shared/flag';

/** The session ran out while the person was at work. The page stays as it is until they have signed in again. */
export const sessionEnd = createFlag();

/** Signing out in one tab signs out the others, so that no case text stays on a screen. */
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('supervision.session');

export function tellTabsOfSignOut() {
  channel?.postMessage('signed-out');
}

/** Going to another institute takes the other tabs along. */
export function tellTabsOfGoingElsewhere() {
  channel?.postMessage('elsewhere');
}

/** `leave` gets the place to go to. */
export function whenAnotherTabLeaves(leave: (place: string) => void): () => void {
  if (!channel) return () => undefined;
  const hear = ({ data }: MessageEvent) => {
    if (data === 'signed-out') deviceVault()?.close();
    leave(data === 'elsewhere' ? '/cases' : '/sign-in');
  };
  channel.addEventListener('message', hear);
  return () => channel.removeEventListener('message', hear);
}
