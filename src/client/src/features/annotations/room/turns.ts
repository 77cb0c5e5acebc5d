/** Runs the work when no other tab or call is at the same task, and lets nobody else at it until it is done. */
export type TakeTurn = (task: string, work: () => Promise<void>) => Promise<void>;

/** Across the tabs of this browser. Without Web Locks (an old browser, or no secure context) within this tab only. */
export function turnsOf(locks: LockManager | undefined): TakeTurn {
  if (!locks) return turnsInThisTab();
  return async (task, work) => {
    await locks.request(task, work);
  };
}

export function turnsInThisTab(): TakeTurn {
  const last = new Map<string, Promise<void>>();
  return (task, work) => {
    const turn = (last.get(task) ?? Promise.resolve()).then(work);
    last.set(
      task,
      turn.catch(() => undefined),
    );
    return turn;
  };
}
