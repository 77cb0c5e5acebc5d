import type { CodeRef } from '@/features/annotations/room/types';
import { codeKey } from './code-index';

const KEPT = 8;

/** The codes just set come first; each stands once. */
export function withRecent(recent: readonly string[], codes: readonly CodeRef[]): string[] {
  const keys = codes.map(codeKey);
  return [...keys, ...recent.filter((key) => !keys.includes(key))].slice(0, KEPT);
}

/** Reads what an earlier visit kept; anything else is as good as nothing. */
export function parseRecent(stored: string | null): string[] {
  if (stored === null) return [];
  try {
    const value: unknown = JSON.parse(stored);
    return Array.isArray(value) ? value.filter((key) => typeof key === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}
