const prefix = 'supervision.draft.';

/** Earlier versions left drafts in the browser's plain storage. None may stay there. */
export function takeEarlierDraft(key: string): unknown {
  try {
    const stored = localStorage.getItem(prefix + key);
    localStorage.removeItem(prefix + key);
    return stored === null ? undefined : JSON.parse(stored);
  } catch {
    return undefined;
  }
}
