import type { Kept } from '@/shared/anonymisation/finding';
import type { Redaction } from './redactions';

// The room of one case, as the page sees it. Built from the log of changes and this device's own outbox.

export type Span = { start: number; end: number; quote: string; prefix: string; suffix: string };
export type CodeRef = { codebook: string; version: string; code: string };
export type Range = { start: number; end: number };
export type Person = {
  id: string;
  name: string;
  initials: string;
  role: 'supervisor' | 'presenter' | 'member' | 'observer';
};
export type Presence = { personId: string; reading?: Range; selection?: Range };

/** `kept` is in the log; `sending` has left this device; `queued` waits for a connection; `refused` came back with a reason. */
export type Keeping =
  | { state: 'kept'; version: number }
  | { state: 'sending' }
  | { state: 'queued' }
  | { state: 'refused'; code: string; detail: string };

export type Reply = {
  id: string;
  by: string;
  at: string;
  text: string;
  withdrawn: boolean;
  keeping: Keeping;
  erased?: true;
};

export type Thread = {
  id: string; // annotation id
  by: string; // person id
  at: string; // ISO 8601
  span: Span;
  codes: CodeRef[];
  note?: string;
  resolved: boolean;
  replies: Reply[];
  keeping: Keeping;
  /** Its words have been made unreadable for good: quotation and note are empty. */
  erased?: true;
  /** Withdrawn by its author: no codes, no note; it stands here only while a reply of yours on it is not kept. */
  withdrawn?: true;
};

export type Connection =
  | { state: 'connecting' }
  | { state: 'live'; keptAt: string | undefined }
  | { state: 'away'; since: string; nextTryAt: string | undefined }
  | { state: 'signed-out' }
  | { state: 'closed'; code: string };

/** Since when the case is only read; `undefined` while it is written in. */
export type Standing = { closedAt: string | undefined };

/** Immutable; a new object only when something changed, and untouched threads keep their identity. */
export type Room = {
  caseId: string;
  you: string;
  version: number;
  loaded: boolean;
  /** Live threads (withdrawn ones are gone), by span start, then longer first, then time; optimistic ones included. */
  threads: readonly Thread[];
  people: ReadonlyMap<string, Person>;
  present: readonly Presence[]; // others and you, one entry a person
  /** What was removed to protect identity, and what was put back. */
  redactions: readonly Redaction[];
  /** As the room was last told; absent until it is. */
  standing: Standing | undefined;
  /** How often it was told that something has changed about whether the case may go beyond its group. */
  reviewNews: number;
  connection: Connection;
  /** Commands made on this device and not yet acknowledged. */
  unkept: number;
  /** Where they wait: `memory` when the browser lets nothing be stored, so that closing the page would lose them. */
  waitingIn: 'device' | 'memory';
};

export type RoomCommands = {
  annotate(span: Span, codes: CodeRef[], note?: string, kept?: readonly Kept[]): string; // the new annotation's id
  replace(annotationId: string, span: Span, codes: CodeRef[], note?: string, kept?: readonly Kept[]): string;
  withdraw(annotationId: string): void;
  reply(annotationId: string, text: string, kept?: readonly Kept[]): string;
  withdrawReply(annotationId: string, replyId: string): void;
  resolve(annotationId: string): void;
  reopen(annotationId: string): void;
  /** Lets go of a refused command, giving back its text so that it can be mended. */
  dismiss(id: string): void;
  here(presence: { reading?: Range; selection?: Range }): void;
};
