import { useCallback, useEffect, useRef, useState } from 'react';
import { isoTime, systemClock } from '@/shared/time/clock';
import { deviceVault, type Vault } from './vault';

const settle = 250;

type Options<T> = {
  account: string;
  /** Which draft of the account's. */
  slot: string;
  parse: (value: unknown) => T | undefined;
  fresh: () => T;
  /** Nothing to keep: a form that nobody has written in. */
  isEmpty: (value: T) => boolean;
  vault?: Vault | undefined;
};

type State<T> = { value: T; restoredAt: string | undefined; isHere: boolean };

/**
 * State that outlives the page, sealed on this device a moment after each change. `isKept` says whether the browser lets
 * us; where it does not, the words are gone with the page. `keptAt` is when all of it was written; undefined while some is not.
 */
export function useSealedDraft<T>({ account, slot, parse, fresh, isEmpty, vault = deviceVault() }: Options<T>) {
  const [state, setState] = useState<State<T>>(() => ({ value: fresh(), restoredAt: undefined, isHere: !vault }));
  const [isKept, setKept] = useState(vault !== undefined);
  const [keptAt, setKeptAt] = useState<string>();
  const unwritten = useRef<T | undefined>(undefined);
  const changes = useRef(0);
  const parts = useRef({ parse, fresh, isEmpty });

  const flush = useCallback(() => {
    const value = unwritten.current;
    if (value === undefined || !vault) return;
    unwritten.current = undefined;
    const isNothing = parts.current.isEmpty(value);
    const at = isoTime(systemClock);
    const written = changes.current;
    const write = isNothing ? vault.drop(account, slot) : vault.write(account, slot, value, at);
    write.then(() => setKeptAt(isNothing || changes.current !== written ? undefined : at)).catch(() => setKept(false));
  }, [account, slot, vault]);

  useEffect(() => {
    if (!vault) return undefined;
    let isGone = false;
    vault
      .read(account, slot)
      .then((kept) => {
        if (isGone) return;
        const value = kept && parts.current.parse(kept.value);
        setState((now) =>
          now.isHere ? now : { value: value ?? now.value, restoredAt: value && kept.at, isHere: true },
        );
      })
      .catch(() => {
        if (isGone) return;
        setKept(false);
        setState((now) => ({ ...now, isHere: true }));
      });
    return () => {
      isGone = true;
    };
  }, [account, slot, vault]);

  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  useEffect(() => {
    const timer = setTimeout(flush, settle);
    return () => clearTimeout(timer);
  }, [state.value, flush]);

  const change = useCallback((next: (value: T) => T) => {
    changes.current += 1;
    setKeptAt(undefined);
    setState((now) => {
      const value = next(now.value);
      unwritten.current = value;
      return { ...now, value };
    });
  }, []);

  const drop = useCallback(() => {
    unwritten.current = undefined;
    changes.current += 1;
    setKeptAt(undefined);
    vault?.drop(account, slot).catch(() => undefined);
    setState({ value: parts.current.fresh(), restoredAt: undefined, isHere: true });
  }, [account, slot, vault]);

  return { ...state, isKept, keptAt, change, drop };
}
