import { useEffect, useState } from 'react';
import { systemClock } from '@/shared/time/clock';

const patience = 200;

/** True once something has been going on for 200 ms: what comes sooner needs no sign of waiting. */
export function useSlow(isGoingOn: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isGoingOn) return undefined;
    const cancel = systemClock.after(patience, () => setSlow(true));
    return () => {
      cancel();
      setSlow(false);
    };
  }, [isGoingOn]);
  return isSlow && isGoingOn;
}
