import { useCallback, useEffect, useRef, useState } from 'react';

const prefix = 'supervision.draft.';
const settle = 250;

export function readDraft<T>(key: string, parse: (value: unknown) => T | undefined): T | undefined {
  try {
    const stored = localStorage.getItem(prefix + key);
    return stored === null ? undefined : parse(JSON.parse(stored));
  } catch {
    return undefined;
  }
}

export function writeDraft(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(key: string) {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // No storage: there is nothing to drop.
  }
}

/**
 * State that outlives the page: written to this device a moment after each change, and at once when the page goes.
 * Give the component the person's id in the key, so that nobody meets another's words.
 */
export function useDraft<T>(key: string, parse: (value: unknown) => T | undefined, fresh: () => T) {
  const [value, setValue] = useState<T>(() => readDraft(key, parse) ?? fresh());
  const unwritten = useRef<T | undefined>(undefined);

  const flush = useCallback(() => {
    if (unwritten.current === undefined) return;
    writeDraft(key, unwritten.current);
    unwritten.current = undefined;
  }, [key]);

  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  useEffect(() => {
    const timer = setTimeout(flush, settle);
    return () => clearTimeout(timer);
  }, [value, flush]);

  const change = useCallback((next: T) => {
    unwritten.current = next;
    setValue(next);
  }, []);

  const drop = useCallback(() => {
    unwritten.current = undefined;
    dropDraft(key);
    setValue(fresh());
  }, [key, fresh]);

  return { value, change, drop };
}
