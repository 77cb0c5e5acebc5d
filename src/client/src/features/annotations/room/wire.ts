import type { Kept } from '@/shared/anonymisation/finding';
import type { Passage } from '@/shared/redaction/passages';
import type { CodeRef, Person, Presence, Span } from './types';

// What travels over the hub, as the architecture notes describe it.

export type Annotation = { id: string; span: Span; codes: CodeRef[]; note?: string };

/** Passages of the note or the text that stay as they are, and why they identify nobody. */
type WithKept = { kept?: Kept[] };

export type AnnotationRequest =
  | ({ kind: 'annotate'; commandId: string; annotation: Annotation } & WithKept)
  | ({ kind: 'replace'; commandId: string; annotationId: string; annotation: Annotation } & WithKept)
  | { kind: 'withdraw'; commandId: string; annotationId: string }
  | ({ kind: 'reply'; commandId: string; annotationId: string; replyId: string; text: string } & WithKept)
  | { kind: 'withdraw-reply'; commandId: string; annotationId: string; replyId: string }
  | { kind: 'resolve'; commandId: string; annotationId: string }
  | { kind: 'reopen'; commandId: string; annotationId: string };

export type Receipt = { commandId: string; version: number; at: string };
export type Refusal = { code: string; detail: string };
export type Submitted = { receipt?: Receipt | null; refusal?: Refusal | null };

export type Change = { version: number; commandId: string; at: string; by: string } & (
  | { kind: 'annotated'; annotation: WireAnnotation }
  | { kind: 'replaced'; annotationId: string; annotation: WireAnnotation }
  | { kind: 'withdrawn'; annotationId: string }
  | { kind: 'replied'; annotationId: string; replyId: string; text: string; isErased?: boolean | null }
  | { kind: 'reply-withdrawn'; annotationId: string; replyId: string }
  | { kind: 'resolved'; annotationId: string }
  | { kind: 'reopened'; annotationId: string }
  | { kind: 'passages-redacted'; redactionId: string; identifies: string; passages: readonly Passage[] }
  | { kind: 'redaction-restored'; redactionId: string }
  | { kind: 'redaction-confirmed'; redactionId: string }
  | { kind: 'sealed-anew' }
  | { kind: 'passages-destroyed'; redactionIds: readonly string[] }
);

/** On the wire, optional members are left out or null, with the same meaning. */
type WireAnnotation = Omit<Annotation, 'note'> & { note?: string | null; isErased?: boolean | null };

export type ChangesMessage = { caseId: string; from: number; to: number; changes: readonly Change[] };
export type PresenceMessage = { caseId: string; present: readonly Presence[]; left: readonly string[] };
export type KeptMessage = { caseId: string; at: string };
export type ClosedMessage = { caseId: string; code: string };
export type StandingMessage = { caseId: string; closedAt?: string | null };
export type ReviewMessage = { caseId: string };

export type Joined = {
  caseId: string;
  version: number;
  people: readonly Person[];
  present: readonly Presence[];
  closedAt?: string | null;
};
