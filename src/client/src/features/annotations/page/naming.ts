import type { Range, Reply, Thread } from '@/features/annotations/room/types';
import type { Page } from './state/page';
import { trimmed } from './text/quote';

/** Words of the text name someone. */
export function nameText(page: Page, range: Range) {
  const kept = trimmed(page.caseView.text, range);
  if (!kept) return;
  page.store.set({ palette: undefined });
  page.onNamed({ passage: { in: 'text', ...kept }, words: page.caseView.text });
}

export function nameNote(page: Page, thread: Thread) {
  const words = thread.note ?? '';
  page.onNamed({ passage: { in: 'note', start: 0, end: words.length, annotationId: thread.id }, words });
}

export function nameReply(page: Page, thread: Thread, reply: Reply) {
  const { id: replyId, text: words } = reply;
  page.onNamed({ passage: { in: 'reply', start: 0, end: words.length, annotationId: thread.id, replyId }, words });
}
