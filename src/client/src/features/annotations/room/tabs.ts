import type { NewEntry } from './outbox';
import type { Receipt, Refusal } from './wire';

/** What one tab tells the others of the same browser about the outbox they share. */
export type TabMessage = { room: string } & (
  | { kind: 'added'; entry: NewEntry }
  | { kind: 'receipt'; receipt: Receipt }
  | { kind: 'refused'; commandId: string; refusal: Refusal }
  | { kind: 'dismissed'; commandId: string }
);

export type Tabs = {
  tell: (message: TabMessage) => void;
  close: () => void;
};

export type OpenTabs = (hear: (message: TabMessage) => void) => Tabs;

export const openTabs: OpenTabs = (hear) => {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel('supervision.outbox');
  channel.onmessage = (event: MessageEvent<TabMessage>) => hear(event.data);
  return { tell: (message) => channel.postMessage(message), close: () => channel.close() };
};
