import type { Hub } from '../connection';
import type { Person, Presence } from '../types';
import type { AnnotationRequest, Change, Joined, Receipt, Refusal, Submitted } from '../wire';
import { changeFor } from './examples';

type Handlers = Map<string, (message: unknown) => void>;
type Client = { by: Person; handlers: Handlers; close: () => void; joined: boolean; pending: Set<(e: Error) => void> };

/** A server of one case, in memory: it keeps a log, answers a repeated command with its first receipt, and can die. */
export class SmallServer {
  readonly caseId: string;
  readonly people: readonly Person[];
  log: Change[] = [];
  isUp = true;
  /** Commits, then dies before it answers. */
  diesBeforeAnswering = false;
  isSilent = false;
  /** What it throws at every submission, if anything. */
  fault: string | undefined;
  submissions: string[] = [];
  joins: number[] = [];
  heres: unknown[] = [];
  refusals = new Map<AnnotationRequest['kind'], Refusal>();
  present: Presence[] = [];
  closedAt: string | undefined;
  /** Goes out before the answer to a join. */
  tellsWhileJoining: unknown;
  at = '2026-03-05T18:30:00Z';
  private clients = new Set<Client>();
  private receipts = new Map<string, Receipt>();

  constructor(caseId: string, people: readonly Person[]) {
    this.caseId = caseId;
    this.people = people;
  }

  hubFor = (by: Person) => (): Hub => {
    const handlers: Handlers = new Map();
    let onclose: () => void = () => undefined;
    const client: Client = {
      by,
      handlers,
      joined: false,
      pending: new Set(),
      close: () => {
        if (!this.clients.delete(client)) return;
        for (const reject of client.pending) reject(new Error('The connection was closed.'));
        onclose();
      },
    };
    return {
      start: () => {
        if (!this.isUp) return Promise.reject(new Error('Refused.'));
        this.clients.add(client);
        return Promise.resolve();
      },
      stop: () => {
        onclose = () => undefined;
        client.close();
        return Promise.resolve();
      },
      invoke: (method, ...values) => this.answer(client, method, values),
      on: (method, handler) => void handlers.set(method, handler),
      onclose: (handler) => {
        onclose = handler;
      },
    };
  };

  die() {
    this.isUp = false;
    for (const client of [...this.clients]) client.close();
  }

  /** Happens by other hands. */
  write(...made: readonly Change[]) {
    const from = this.log.length;
    this.log.push(...made);
    this.send('changes', { caseId: this.caseId, from, to: this.log.length, changes: made });
  }

  send(method: string, message: unknown) {
    for (const client of this.clients) if (client.joined) client.handlers.get(method)?.(message);
  }

  get connected() {
    return this.clients.size;
  }

  private answer(client: Client, method: string, values: unknown[]): Promise<unknown> {
    if (!this.clients.has(client)) return Promise.reject(new Error('Not connected.'));
    if (this.isSilent) return new Promise((_, reject) => client.pending.add(reject));
    switch (method) {
      case 'Join':
        return Promise.resolve(this.join(client, values[1] as number));
      case 'Submit':
        return this.submit(client, values[1] as AnnotationRequest);
      default:
        this.heres.push(values[1]);
        return Promise.resolve();
    }
  }

  private join(client: Client, since: number): Joined {
    this.joins.push(since);
    client.joined = true;
    if (this.tellsWhileJoining !== undefined) client.handlers.get('standing')?.(this.tellsWhileJoining);
    const changes = this.log.slice(since);
    const message = { caseId: this.caseId, from: since, to: this.log.length, changes };
    if (changes.length > 0) queueMicrotask(() => client.handlers.get('changes')?.(message));
    const joined = { caseId: this.caseId, version: this.log.length, people: this.people, present: this.present };
    return this.closedAt === undefined ? joined : { ...joined, closedAt: this.closedAt };
  }

  private submit(client: Client, request: AnnotationRequest): Promise<Submitted> {
    this.submissions.push(request.commandId);
    if (this.fault !== undefined) return Promise.reject(new Error(`HubException: ${this.fault}`));
    const refusal = this.refusals.get(request.kind);
    if (refusal) return Promise.resolve({ refusal });
    const receipt = this.receipts.get(request.commandId) ?? this.commit(client, request);
    if (!this.diesBeforeAnswering) return Promise.resolve({ receipt });
    this.die();
    return Promise.reject(new Error('The connection was closed.'));
  }

  private commit(client: Client, request: AnnotationRequest): Receipt {
    const version = this.log.length + 1;
    const change = changeFor(request, version, client.by.id, this.at);
    const receipt = { commandId: request.commandId, version, at: this.at };
    this.receipts.set(request.commandId, receipt);
    if (this.diesBeforeAnswering) this.log.push(change);
    else this.write(change);
    return receipt;
  }
}
