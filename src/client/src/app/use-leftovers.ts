import { useEffect } from 'react';
import { sendLeftovers } from '@/features/annotations/room/leftovers';
import { notify } from '@/shared/ui/notices';

/** Away from the cases, what waits from them is sent: after a reload, and when the network is back. */
export function useLeftovers(personId: string, path: string) {
  useEffect(() => {
    if (/^\/cases\/(?!open$|import$)/.test(path)) return undefined;
    let kept = 0;
    const send = () => {
      sendLeftovers(personId, () => {
        kept += 1;
        notify(
          kept === 1
            ? 'A change made earlier on this device is now kept.'
            : `${kept} changes made earlier on this device are now kept.`,
        );
      }).catch(() => undefined);
    };
    send();
    window.addEventListener('online', send);
    return () => window.removeEventListener('online', send);
  }, [personId, path]);
}
