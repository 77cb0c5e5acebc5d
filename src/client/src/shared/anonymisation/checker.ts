import type { Clock } from '@/shared/time/clock';
import type { CheckedText } from './finding';

/** How far the check of a text has come. `away`: no answer; it is tried again by itself. */
export type Checking =
  { state: 'waiting' } | { state: 'checked'; text: string; found: CheckedText } | { state: 'away'; sentence: string };

export type Check = (text: string, signal: AbortSignal) => Promise<CheckedText>;

type Parts = {
  check: Check;
  clock: Clock;
  /** Milliseconds without a change before a text is sent. */
  pause?: number;
  sentenceOf: (error: unknown) => string;
  onChange: (checking: Checking) => void;
};

const usualPause = 400;
const patience = [2_000, 5_000, 10_000, 20_000] as const;
const nothing: CheckedText = { ruleVersion: '', findings: [] };

/** Checks the newest text and no other: what was asked before is given up, and its answer, if it comes, not heard. */
export function createChecker({ check: first, clock, pause = usualPause, sentenceOf, onChange }: Parts) {
  let check = first;
  let newest: string | undefined;
  let failures = 0;
  let stopWaiting: () => void = () => undefined;
  let asking: AbortController | undefined;

  function giveUp() {
    stopWaiting();
    asking?.abort();
    asking = undefined;
  }

  function wait(milliseconds: number) {
    stopWaiting = clock.after(milliseconds, () => void send());
  }

  async function send() {
    giveUp();
    const text = newest;
    if (text === undefined) return;
    const mine = new AbortController();
    asking = mine;
    try {
      const found = text.trim() === '' ? nothing : await check(text, mine.signal);
      if (mine.signal.aborted) return;
      failures = 0;
      onChange({ state: 'checked', text, found });
    } catch (error) {
      if (mine.signal.aborted) return;
      onChange({ state: 'away', sentence: sentenceOf(error) });
      wait(patience[Math.min(failures, patience.length - 1)] ?? usualPause);
      failures += 1;
    }
  }

  return {
    /** The text as it is now; checked once it has stood still for a moment. */
    take: (text: string) => {
      if (text === newest) return;
      newest = text;
      giveUp();
      onChange({ state: 'waiting' });
      wait(pause);
    },
    /** From now on in another way: what stands there is looked at again. */
    askBy: (next: Check) => {
      if (next === check) return;
      check = next;
      if (newest === undefined) return;
      giveUp();
      onChange({ state: 'waiting' });
      wait(pause);
    },
    /** Without waiting: a connection is back, or somebody wants to send. */
    hurry: () => void send(),
    stop: () => {
      giveUp();
      newest = undefined;
    },
  };
}
