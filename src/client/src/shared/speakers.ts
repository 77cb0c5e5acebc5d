type Turn = { start: number; end: number; speaker?: string | null };

export type Speaker = { label: string; first: { start: number; end: number } };

/** Who speaks in a case, each once, with the first of their turns. */
export function speakersIn(blocks: readonly Turn[]): readonly Speaker[] {
  const firsts = new Map<string, Speaker>();
  for (const { speaker: label, start, end } of blocks) {
    if (label && !firsts.has(label)) firsts.set(label, { label, first: { start, end } });
  }
  return [...firsts.values()];
}
