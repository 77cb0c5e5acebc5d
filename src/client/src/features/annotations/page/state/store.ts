import { useSyncExternalStore } from 'react';

/** A small store beside React, so that what changes at every key or pointer move re-renders only who looks at it. */
export type Store<T> = {
  get: () => T;
  set: (change: Partial<T>) => void;
  subscribe: (listener: () => void) => () => void;
};

export function createStore<T extends object>(initial: T): Store<T> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      const next = { ...state, ...change };
      if ((Object.keys(change) as (keyof T)[]).every((key) => Object.is(state[key], next[key]))) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The chosen part must be the same value while it is unchanged: a member of the state, or a primitive made of it. */
export function useStore<T, P>(store: Store<T>, choose: (state: T) => P): P {
  return useSyncExternalStore(store.subscribe, () => choose(store.get()));
}
