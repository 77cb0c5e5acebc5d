import { setImmediate } from 'node:timers/promises';
import type { Clock } from './clock';

type Alarm = { at: number; run: () => void };

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  private time: number;
  private alarms: Alarm[] = [];

  constructor(start = '2026-03-05T18:00:00.000Z') {
    this.time = Date.parse(start);
  }

  now = () => this.time;

  after = (milliseconds: number, run: () => void) => {
    const alarm = { at: this.time + milliseconds, run };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
    };
  };

  /** Moves on, and lets every promise that follows settle before the next alarm rings. */
  async advance(milliseconds: number) {
    const end = this.time + milliseconds;
    await settled();
    for (;;) {
      const next = this.alarms.filter((alarm) => alarm.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.time = next.at;
      this.alarms = this.alarms.filter((alarm) => alarm !== next);
      next.run();
      await settled();
    }
    this.time = end;
  }

  get waiting(): readonly number[] {
    return this.alarms.map((alarm) => alarm.at - this.time).sort((a, b) => a - b);
  }
}

/** Lets promises and the steps of the test's own database run until nothing is left to do at this instant. */
export async function settled() {
  for (let turn = 0; turn < 100; turn += 1) await setImmediate();
}
