// What the server's check answers, and what is sent back with a text that has passed it. Spans are half-open and count
// UTF-16 units.

export type Range = { start: number; end: number };

export type Suggestion = { kind: 'pseudonym' | 'generalise' | 'shift' | 'remove'; text: string };

export type Finding = Range & {
  /** Upper case, as PERSON or NHS_NUMBER. */
  kind: string;
  identification: 'direct' | 'quasi';
  tier: 'strong' | 'middle' | 'weak';
  rule: string;
  /** The rule in plain words. */
  why: string;
  /** The same number for what is taken to be the same person, place or thing in this text. */
  entity: number;
  suggestions: readonly Suggestion[];
  /** The author's own list says that it is never flagged. */
  onOwnList?: boolean;
};

export type CheckedText = { ruleVersion: string; findings: readonly Finding[] };

/** A passage that stays as it is, and why it identifies nobody. */
export type Kept = Range & { because: string };

export type Change = { kind: string; decision: 'changed' | 'generalised' | 'removed'; count: number };

/** The server asks for an answer to these; the weak ones are shown and no more. */
export const needsAnswer = (finding: Finding) => finding.tier !== 'weak';

/** What holds a note or a reply back. */
export const isDirect = (finding: Finding) => finding.identification === 'direct' && needsAnswer(finding);

export const inventedReason = 'Invented for this case';

/** Reasons that many passages are kept for. They name nobody. */
export const commonReasons: readonly string[] = [
  'A published author or theory',
  'A common word, not a name',
  inventedReason,
  'Too general to point at anyone',
];
