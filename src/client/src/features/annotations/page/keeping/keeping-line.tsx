import { memo, useSyncExternalStore } from 'react';
import type { Connection } from '@/features/annotations/room/types';
import { keepingWords } from './words';
import './keeping.css';

/** One line, always in the same place. Seconds are shown but not read out: only a change of state is. */
export const KeepingLine = memo(function KeepingLine({
  connection,
  unkept,
}: {
  connection: Connection;
  unkept: number;
}) {
  const ticking = connection.state === 'away' && connection.nextTryAt !== undefined;
  const now = useSecond(ticking);
  const words = keepingWords(connection, unkept, now);
  return (
    <div className="keeping" data-tone={words.tone}>
      <span aria-hidden="true">{words.shown}</span>
      <span role="status" className="visually-hidden">
        {words.spoken}
      </span>
    </div>
  );
});

const never = () => () => undefined;
const everySecond = (listener: () => void) => {
  const timer = setInterval(listener, 1_000);
  return () => clearInterval(timer);
};
const second = () => Math.floor(Date.now() / 1_000) * 1_000;

function useSecond(ticking: boolean): number {
  return useSyncExternalStore(ticking ? everySecond : never, second);
}
