import { useEffect, useRef, useState } from 'react';
import { problemOf } from '@/shared/api/problem';
import { systemClock } from '@/shared/time/clock';
import { checkText } from './check-text';
import { type Check, type Checking, createChecker } from './checker';

const waiting: Checking = { state: 'waiting' };

/** The check of a text as it is written. */
export function useChecked(
  text: string,
  { check = checkText, pause = 400 }: { check?: Check | undefined; pause?: number } = {},
): Checking & { hurry: () => void } {
  const [checking, setChecking] = useState<Checking>(waiting);
  const [checker] = useState(() =>
    createChecker({
      check,
      pause,
      clock: systemClock,
      sentenceOf: (error) => problemOf(error).sentence,
      onChange: setChecking,
    }),
  );
  const latest = useRef(text);

  useEffect(() => {
    latest.current = text;
    checker.take(text);
  }, [checker, text]);

  useEffect(() => checker.askBy(check), [checker, check]);

  useEffect(() => {
    // After a dress rehearsal of mounting, what was stopped goes on.
    checker.take(latest.current);
    window.addEventListener('online', checker.hurry);
    return () => {
      window.removeEventListener('online', checker.hurry);
      checker.stop();
    };
  }, [checker]);

  const current = checking.state === 'checked' && checking.text !== text ? waiting : checking;
  return { ...current, hurry: checker.hurry };
}
