/** A short line at the foot of the screen, also read out; it leaves by itself unless it carries an action. */
export type Notice = {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
};

type Listener = () => void;

let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<Listener>();

function set(next: readonly Notice[]) {
  notices = next;
  for (const listener of listeners) listener();
}

export function notify(text: string, action?: Notice['action']): number {
  lastId += 1;
  const notice: Notice = action ? { id: lastId, text, action } : { id: lastId, text };
  // The same words twice would stand on the screen twice.
  set([...notices.filter((other) => other.text !== text), notice].slice(-3));
  return lastId;
}

export function dismissNotice(id: number) {
  if (notices.some((notice) => notice.id === id)) set(notices.filter((notice) => notice.id !== id));
}

export const noticeStore = {
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  getSnapshot: () => notices,
};
