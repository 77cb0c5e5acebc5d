import type { Passage } from '@/shared/redaction/passages';
import { editSorted, type ThreadEdit } from './order';
import { afterChange, type Redaction, removedPassages, spanWithout, withoutRemoved } from './redactions';
import type { Reply, Span, Thread } from './types';
import type { Change, ChangesMessage } from './wire';

export type Outcome = 'applied' | 'old' | 'gap';

/** What the log says, without this device's own unkept commands. */
export type LogView = {
  readonly version: number;
  readonly threads: readonly Thread[];
  thread: (annotationId: string) => Thread | undefined;
  /** The annotation that stands in this one's place now, after any number of replacements. */
  current: (annotationId: string) => string;
  /** Where a withdrawn annotation stood; its words are gone. */
  placeOf: (annotationId: string) => Span | undefined;
  hasSeen: (commandId: string) => boolean;
  /** What was removed to protect identity, and what was put back. */
  readonly redactions: readonly Redaction[];
  /** The passages that nobody is shown. */
  readonly removed: readonly Passage[];
};

/**
 * Follows the changes of one case. One change costs a look-up, and a search in the sorted list; threads that a change
 * does not touch stay the same objects. `threads` is a new array whenever something in it changed.
 */
export class Log implements LogView {
  version = 0;
  threads: readonly Thread[] = [];
  redactions: readonly Redaction[] = [];
  removed: readonly Passage[] = [];
  private readonly byId = new Map<string, Thread>();
  private readonly successors = new Map<string, string>();
  private readonly places = new Map<string, Span>();
  private readonly seen = new Set<string>();
  private readonly putBack: ReadonlySet<string>;

  /** Of these redactions it is known that they were taken back, before the log comes to it. */
  constructor(putBack: ReadonlySet<string> = new Set()) {
    this.putBack = putBack;
  }

  apply(message: Pick<ChangesMessage, 'from' | 'to' | 'changes'>): Outcome {
    if (message.to <= this.version) return 'old';
    if (message.from !== this.version) return 'gap';
    const before = new Map<string, Thread | undefined>();
    const { redactions } = this;
    for (const change of message.changes) this.take(change, before);
    if (redactions !== this.redactions) this.remove(before);
    this.version = message.to;
    this.threads = editSorted(this.threads, this.editsSince(before));
    return 'applied';
  }

  thread = (annotationId: string) => this.byId.get(annotationId);

  current = (annotationId: string) => {
    let id = annotationId;
    for (let next = this.successors.get(id); next !== undefined; next = this.successors.get(id)) id = next;
    return id;
  };

  placeOf = (annotationId: string) => this.places.get(annotationId);

  hasSeen = (commandId: string) => this.seen.has(commandId);

  /** What came before a passage was removed still holds it. */
  private remove(before: Map<string, Thread | undefined>) {
    this.removed = removedPassages(this.redactions, this.putBack);
    for (const [id, thread] of this.byId) {
      const left = withoutRemoved(thread, this.removed);
      if (left !== thread) this.put(before, id, left);
    }
    for (const [id, span] of this.places) this.places.set(id, spanWithout(span, this.removed));
  }

  private editsSince(before: ReadonlyMap<string, Thread | undefined>): ThreadEdit[] {
    const edits: ThreadEdit[] = [];
    for (const [id, was] of before) {
      const is = this.byId.get(id);
      if (was !== is) edits.push({ before: was, after: is });
    }
    return edits;
  }

  private take(change: Change, before: Map<string, Thread | undefined>) {
    this.seen.add(change.commandId);
    switch (change.kind) {
      case 'annotated':
        this.put(before, change.annotation.id, threadOf(change, change.annotation));
        break;
      case 'replaced': {
        const old = this.byId.get(change.annotationId);
        const next = threadOf(change, change.annotation);
        this.put(before, change.annotationId, undefined);
        this.put(before, next.id, old ? { ...next, at: old.at, resolved: old.resolved, replies: old.replies } : next);
        this.successors.set(change.annotationId, next.id);
        break;
      }
      case 'withdrawn': {
        const old = this.byId.get(change.annotationId);
        if (old) this.places.set(old.id, old.span);
        this.put(before, change.annotationId, undefined);
        break;
      }
      case 'replied':
        this.edit(before, change.annotationId, (thread) => ({
          ...thread,
          replies: [...thread.replies, replyOf(change, change.replyId, change.text, change.isErased === true)],
        }));
        break;
      case 'reply-withdrawn':
        this.edit(before, change.annotationId, (thread) => ({
          ...thread,
          replies: thread.replies.map((reply) =>
            reply.id === change.replyId ? { ...reply, text: '', withdrawn: true } : reply,
          ),
        }));
        break;
      case 'resolved':
      case 'reopened':
        this.edit(before, change.annotationId, (thread) => ({ ...thread, resolved: change.kind === 'resolved' }));
        break;
      case 'passages-redacted':
      case 'redaction-restored':
      case 'redaction-confirmed':
      case 'passages-destroyed':
        this.redactions = afterChange(this.redactions, change);
        break;
      case 'sealed-anew':
        break;
    }
  }

  private put(before: Map<string, Thread | undefined>, id: string, thread: Thread | undefined) {
    if (!before.has(id)) before.set(id, this.byId.get(id));
    if (thread) this.byId.set(id, thread);
    else this.byId.delete(id);
  }

  private edit(before: Map<string, Thread | undefined>, id: string, change: (thread: Thread) => Thread) {
    const thread = this.byId.get(this.current(id));
    if (thread) this.put(before, thread.id, change(thread));
  }
}

type Head = Pick<Change, 'by' | 'at' | 'version'>;

function threadOf(change: Head, annotation: Extract<Change, { kind: 'annotated' }>['annotation']): Thread {
  const { id, span, codes, note, isErased } = annotation;
  return {
    id,
    by: change.by,
    at: change.at,
    span,
    codes,
    ...(note === undefined || note === null || note === '' ? {} : { note }),
    ...(isErased === true ? { erased: true as const } : {}),
    resolved: false,
    replies: [],
    keeping: { state: 'kept', version: change.version },
  };
}

function replyOf(change: Head, id: string, text: string, erased: boolean): Reply {
  return {
    id,
    by: change.by,
    at: change.at,
    text,
    withdrawn: false,
    keeping: { state: 'kept', version: change.version },
    ...(erased ? { erased: true as const } : {}),
  };
}
