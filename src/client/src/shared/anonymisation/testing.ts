import type { Finding, Suggestion } from './finding';

/** Finds each of the words wherever it stands, as one entity, by place. For tests, in which the rules must be plain. */
export function findingsOf(
  text: string,
  words: Readonly<Record<string, Partial<Finding> & { suggestions?: readonly Suggestion[] }>>,
): Finding[] {
  const findings = Object.entries(words).flatMap(([word, change], entity) => {
    const found: Finding[] = [];
    for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
      found.push({
        start,
        end: start + word.length,
        kind: 'PERSON',
        identification: 'direct',
        tier: 'strong',
        rule: 'given-name',
        why: 'A given name.',
        entity,
        suggestions: [
          { kind: 'pseudonym', text: 'Robin' },
          { kind: 'generalise', text: 'a friend' },
          { kind: 'remove', text: '[person]' },
        ],
        ...change,
      });
    }
    return found;
  });
  return findings.sort((a, b) => a.start - b.start);
}
