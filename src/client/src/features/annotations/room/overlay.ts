import type { LogView } from './log';
import { editSorted, type ThreadEdit } from './order';
import { withoutRemoved } from './redactions';
import type { Keeping, Reply, Span, Thread } from './types';
import type { AnnotationRequest, Receipt, Refusal } from './wire';

/** A command made on this device that the log does not show yet. With a receipt it is on the server's disk. */
export type Pending = {
  commandId: string;
  request: AnnotationRequest;
  madeAt: string;
  refusal?: Refusal;
  receipt?: Receipt;
};

export type Overlay = { readonly threads: readonly Thread[]; readonly laid: ReadonlyMap<string, Thread> };

export const noOverlay: Overlay = { threads: [], laid: new Map() };

type Context = { you: string; online: boolean; loaded: boolean };

/**
 * The log's threads with this device's commands laid over them, in the order they were made. Pure: the same log and
 * commands give the same threads, and what was laid the last time keeps its identity where it comes out the same.
 */
export function lay(log: LogView, pending: readonly Pending[], context: Context, last: Overlay): Overlay {
  const sheet = new Sheet(log);
  for (const command of pending) layOne(sheet, command, context);
  const laid = sheet.settle(last.laid);
  if (laid.size === 0 && sheet.edits.length === 0) return { threads: log.threads, laid };
  return { threads: editSorted(log.threads, sheet.edits), laid };
}

function layOne(sheet: Sheet, { request, madeAt, refusal, receipt }: Pending, { you, online, loaded }: Context) {
  const keeping = keepingOf(refusal, receipt, online);
  switch (request.kind) {
    case 'annotate':
      sheet.put(threadFrom(request.annotation, you, madeAt, keeping));
      break;
    case 'replace': {
      const fresh = threadFrom(request.annotation, you, madeAt, keeping);
      const old = sheet.get(request.annotationId);
      if (refusal || !old) {
        sheet.put(fresh);
        break;
      }
      sheet.remove(old.id);
      sheet.put({ ...fresh, at: old.at, resolved: old.resolved, replies: old.replies });
      sheet.succeed(old.id, fresh.id);
      break;
    }
    case 'withdraw': {
      const thread = sheet.get(request.annotationId);
      if (!thread) break;
      if (refusal) sheet.put({ ...thread, keeping });
      else sheet.remove(thread.id);
      break;
    }
    case 'reply': {
      const thread = sheet.get(request.annotationId) ?? (loaded ? sheet.stub(request.annotationId, madeAt) : undefined);
      if (!thread) break;
      const reply: Reply = { id: request.replyId, by: you, at: madeAt, text: request.text, withdrawn: false, keeping };
      sheet.put({ ...thread, replies: [...thread.replies, reply] });
      break;
    }
    case 'withdraw-reply':
      sheet.change(request.annotationId, (thread) => ({
        ...thread,
        replies: thread.replies.map((reply) =>
          reply.id !== request.replyId
            ? reply
            : refusal
              ? { ...reply, keeping }
              : { ...reply, text: '', withdrawn: true, keeping },
        ),
      }));
      break;
    case 'resolve':
    case 'reopen':
      sheet.change(request.annotationId, (thread) => ({
        ...thread,
        resolved: refusal ? thread.resolved : request.kind === 'resolve',
        keeping,
      }));
      break;
  }
}

function keepingOf(refusal: Refusal | undefined, receipt: Receipt | undefined, online: boolean): Keeping {
  if (refusal) return { state: 'refused', code: refusal.code, detail: refusal.detail };
  if (receipt) return { state: 'kept', version: receipt.version };
  return { state: online ? 'sending' : 'queued' };
}

function threadFrom(
  annotation: Extract<AnnotationRequest, { kind: 'annotate' }>['annotation'],
  by: string,
  at: string,
  keeping: Keeping,
): Thread {
  const { id, span, codes, note } = annotation;
  return { id, by, at, span, codes, ...(note === undefined ? {} : { note }), resolved: false, replies: [], keeping };
}

/** Threads as they come to look while commands are laid over the log. */
class Sheet {
  edits: ThreadEdit[] = [];
  private readonly touched = new Map<string, Thread | undefined>();
  private readonly successors = new Map<string, string>();
  private readonly log: LogView;

  constructor(log: LogView) {
    this.log = log;
  }

  get(annotationId: string): Thread | undefined {
    let id = this.log.current(annotationId);
    for (let next = this.successors.get(id); next !== undefined; next = this.successors.get(id)) id = next;
    return this.touched.has(id) ? this.touched.get(id) : this.log.thread(id);
  }

  put(thread: Thread) {
    // What waits on this device may quote what has been removed since.
    this.touched.set(thread.id, withoutRemoved(thread, this.log.removed));
  }

  remove(id: string) {
    this.touched.set(id, undefined);
  }

  succeed(id: string, by: string) {
    this.successors.set(id, by);
  }

  change(annotationId: string, change: (thread: Thread) => Thread) {
    const thread = this.get(annotationId);
    if (thread) this.put(change(thread));
  }

  /** A place for a reply whose annotation was withdrawn by somebody else in the meantime. */
  stub(annotationId: string, at: string): Thread {
    const span: Span = this.log.placeOf(annotationId) ?? { start: 0, end: 0, quote: '', prefix: '', suffix: '' };
    const keeping: Keeping = { state: 'kept', version: this.log.version };
    return { id: annotationId, by: '', at, span, codes: [], resolved: false, replies: [], keeping, withdrawn: true };
  }

  /** Works out the edits against the log, giving back last time's objects where nothing is different. */
  settle(last: ReadonlyMap<string, Thread>): ReadonlyMap<string, Thread> {
    const laid = new Map<string, Thread>();
    for (const [id, thread] of this.touched) {
      const before = this.log.thread(id);
      const after = thread && reuse(last.get(id), thread);
      if (after) laid.set(id, after);
      if (before !== after) this.edits.push({ before, after });
    }
    return laid;
  }
}

function reuse(last: Thread | undefined, next: Thread): Thread {
  if (!last) return next;
  const replies = next.replies.map((reply, index) => {
    const before = last.replies[index];
    return before && same(before, reply) ? before : reply;
  });
  const sameReplies =
    replies.length === last.replies.length && replies.every((reply, index) => reply === last.replies[index]);
  const candidate = { ...next, replies: sameReplies ? last.replies : replies };
  return same(last, candidate) ? last : candidate;
}

/** Equal member by member; `keeping` is compared by what it says, as it is made anew each time. */
function same<T extends { keeping: Keeping }>(a: T, b: T): boolean {
  const { keeping: keepingOfA, ...restOfA } = a;
  const { keeping: keepingOfB, ...restOfB } = b;
  return shallowEqual(keepingOfA, keepingOfB) && shallowEqual(restOfA, restOfB);
}

function shallowEqual(a: object, b: object): boolean {
  const entriesOfA = Object.entries(a);
  const entriesOfB = new Map(Object.entries(b));
  return (
    entriesOfA.length === entriesOfB.size &&
    entriesOfA.every(([name, value]) => entriesOfB.has(name) && Object.is(value, entriesOfB.get(name)))
  );
}
