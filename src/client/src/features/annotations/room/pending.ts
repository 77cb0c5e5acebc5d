import type { LogView } from './log';
import type { NewEntry } from './outbox';
import type { Pending } from './overlay';
import type { AnnotationRequest, Receipt, Refusal } from './wire';

// This device's commands that the log does not show yet, as a list in the order they were made. Each function gives
// back the same list when it changes nothing.

export function withAdded(pending: readonly Pending[], entries: readonly NewEntry[], log: LogView): readonly Pending[] {
  const known = new Set(pending.map((one) => one.commandId));
  const news = entries.filter((entry) => !known.has(entry.commandId) && !log.hasSeen(entry.commandId));
  return news.length === 0 ? pending : [...pending, ...news];
}

export function withReceipt(pending: readonly Pending[], receipt: Receipt): readonly Pending[] {
  return changed(pending, receipt.commandId, ({ commandId, request, madeAt }) => ({
    commandId,
    request,
    madeAt,
    receipt,
  }));
}

export function withRefusal(pending: readonly Pending[], commandId: string, refusal: Refusal): readonly Pending[] {
  return changed(pending, commandId, (one) => ({ ...one, refusal }));
}

export function without(pending: readonly Pending[], commandIds: ReadonlySet<string>): readonly Pending[] {
  const rest = pending.filter((one) => !commandIds.has(one.commandId));
  return rest.length === pending.length ? pending : rest;
}

/** Those the log shows by now: their change came, or the log has passed the version of their receipt. */
export function shownBy(log: LogView, pending: readonly Pending[]): readonly Pending[] {
  return pending.filter(
    ({ commandId, receipt }) => log.hasSeen(commandId) || (receipt !== undefined && receipt.version <= log.version),
  );
}

export const isUnkept = (one: Pending) => !one.receipt && !one.refusal;

/** What letting go of this annotation, reply or command lets go of: refused commands only. */
export function refusedAbout(pending: readonly Pending[], id: string): ReadonlySet<string> {
  const about = pending.filter((one) => one.refusal && (one.commandId === id || isAbout(one.request, id)));
  return new Set(about.map((one) => one.commandId));
}

function isAbout(request: AnnotationRequest, id: string): boolean {
  switch (request.kind) {
    case 'annotate':
    case 'replace':
      return request.annotation.id === id;
    case 'withdraw':
    case 'resolve':
    case 'reopen':
      return request.annotationId === id;
    case 'reply':
      // With the annotation goes what hangs on it.
      return request.replyId === id || request.annotationId === id;
    case 'withdraw-reply':
      return request.replyId === id;
  }
}

/** A refusal that leaves nothing to say: what was to be withdrawn or closed is gone already. */
export function isMoot(request: AnnotationRequest, refusal: Refusal): boolean {
  const isGone = refusal.code === 'already-withdrawn';
  return isGone && request.kind !== 'annotate' && request.kind !== 'replace' && request.kind !== 'reply';
}

function changed(
  pending: readonly Pending[],
  commandId: string,
  change: (one: Pending) => Pending,
): readonly Pending[] {
  if (!pending.some((one) => one.commandId === commandId)) return pending;
  return pending.map((one) => (one.commandId === commandId ? change(one) : one));
}
