import { useState } from 'react';
import { systemClock } from '@/shared/time/clock';
import { exactTime, roughTime } from '@/shared/time/when';

/** A time in rough words; resting on it shows the exact one. */
export function When({ at }: { at: string }) {
  const [now] = useState(systemClock.now);
  return (
    <time dateTime={at} title={exactTime(at)}>
      {roughTime(at, now)}
    </time>
  );
}
