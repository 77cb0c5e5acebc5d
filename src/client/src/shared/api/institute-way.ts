/** What the window that was sent to the provider calls when it is back; the same origin hears it, whoever opened it. */
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('supervision.institute-way');

type Way = { institute: string; confirm: boolean };

const addressOf = ({ institute, confirm }: Way, next: string) =>
  `/api/session/provider/${institute}?${confirm ? 'confirm=true&' : ''}next=${encodeURIComponent(next)}`;

/** Where a window that was sent to the provider comes back to. */
export const backPath = '/confirmed';

/**
 * Sends the person to their institute's provider in a window of its own: this page, and what was typed in it, stays.
 * Where no window may be opened this page goes there, and comes back to where it was.
 */
export function goToInstitute(way: Way) {
  if (window.open(addressOf(way, backPath), 'supervision-institute', 'popup,width=520,height=720') !== null) return;
  leftForInstitute.set();
  window.location.assign(addressOf(way, window.location.pathname + window.location.search));
}

/** The window is back, and the person has shown who they are. */
export function tellOfReturn() {
  channel?.postMessage('returned');
}

export function whenReturned(listener: () => void): () => void {
  channel?.addEventListener('message', listener);
  return () => channel?.removeEventListener('message', listener);
}

const leftKey = 'supervision.left-for-institute';

/** Whether this page itself went to the provider, so that what was asked for is to be asked again. */
export const leftForInstitute = {
  set: () => window.sessionStorage.setItem(leftKey, 'yes'),
  take: () => {
    const isLeft = window.sessionStorage.getItem(leftKey) !== null;
    window.sessionStorage.removeItem(leftKey);
    return isLeft;
  },
};
