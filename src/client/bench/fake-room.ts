import type { CodeRef, Connection, Room, RoomCommands, Span, Thread } from '@/features/annotations/room/types';
import type { CaseView } from '@/shared/api/shapes';
import { people } from './case-material';

/** A room without a server: what is asked for happens at once. */
export class FakeRoom {
  readonly commands: RoomCommands;
  #room: Room;
  #made = 0;
  readonly #listeners = new Set<() => void>();

  constructor(caseView: CaseView, threads: readonly Thread[], present: number, connection: Connection) {
    const reach = caseView.text.length / 8;
    this.#room = {
      caseId: caseView.id,
      you: caseView.you,
      version: threads.length,
      loaded: true,
      threads,
      people: new Map(people.map((person) => [person.id, person])),
      present: people.slice(0, present).map((person, index) => ({
        personId: person.id,
        reading: { start: Math.floor(index * reach), end: Math.floor(index * reach + 900) },
        ...(index === 1 ? { selection: { start: 420, end: 470 } } : {}),
      })),
      redactions: [],
      standing: { closedAt: undefined },
      reviewNews: 0,
      connection,
      unkept: connection.state === 'away' ? 2 : 0,
      waitingIn: 'device',
    };
    this.commands = {
      annotate: (span, codes, note) => this.#add(this.#thread(span, codes, note)),
      replace: (id, span, codes, note) => {
        this.#drop(id);
        return this.#add(this.#thread(span, codes, note));
      },
      withdraw: (id) => this.#drop(id),
      reply: (id, text) => {
        const reply = `r${(this.#made += 1)}`;
        this.#edit(id, (thread) => ({
          ...thread,
          replies: [
            ...thread.replies,
            { id: reply, by: this.#room.you, at: now(), text, withdrawn: false, keeping: { state: 'sending' } },
          ],
        }));
        return reply;
      },
      withdrawReply: (id, replyId) =>
        this.#edit(id, (thread) => ({ ...thread, replies: thread.replies.filter((reply) => reply.id !== replyId) })),
      resolve: (id) => this.#edit(id, (thread) => ({ ...thread, resolved: true })),
      reopen: (id) => this.#edit(id, (thread) => ({ ...thread, resolved: false })),
      dismiss: (id) => this.#drop(id),
      here: () => undefined,
    };
  }

  readonly get = () => this.#room;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Someone else's annotation comes in. */
  arrive(thread: Thread) {
    this.#add(thread);
  }

  change(change: Partial<Room>) {
    this.#set(change);
  }

  #thread(span: Span, codes: CodeRef[], note: string | undefined): Thread {
    const away = this.#room.connection.state === 'away';
    return {
      id: `mine-${(this.#made += 1)}`,
      by: this.#room.you,
      at: now(),
      span,
      codes,
      ...(note === undefined ? {} : { note }),
      resolved: false,
      replies: [],
      keeping: { state: away ? 'queued' : 'sending' },
    };
  }

  #add(thread: Thread): string {
    const threads = [...this.#room.threads, thread].sort(
      (a, b) => a.span.start - b.span.start || b.span.end - a.span.end || a.at.localeCompare(b.at),
    );
    this.#set({ threads });
    return thread.id;
  }

  #drop(id: string) {
    this.#set({ threads: this.#room.threads.filter((thread) => thread.id !== id) });
  }

  #edit(id: string, edit: (thread: Thread) => Thread) {
    this.#set({ threads: this.#room.threads.map((thread) => (thread.id === id ? edit(thread) : thread)) });
  }

  #set(change: Partial<Room>) {
    this.#room = { ...this.#room, ...change, version: this.#room.version + 1 };
    for (const listener of this.#listeners) listener();
  }
}

const now = () => new Date().toISOString();
