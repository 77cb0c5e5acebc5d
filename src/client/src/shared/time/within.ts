import type { Clock } from './clock';

export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** The work's own outcome, or `TooLate` when it takes longer. */
export function within<T>(clock: Clock, milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => reject(new TooLate(`No answer in ${milliseconds} ms.`)));
    work.then(resolve, reject).finally(cancel);
  });
}
