import type { CodeRef, Person, Span } from '../types';
import type { Annotation, AnnotationRequest, Change } from '../wire';

// Named people and fixed times for the room's tests.

export const maya: Person = { id: 'maya', name: 'Maya Osei', initials: 'MO', role: 'presenter' };
export const jonah: Person = { id: 'jonah', name: 'Jonah Weiss', initials: 'JW', role: 'member' };
export const heron = 'case-heron';

export const denial: CodeRef = { codebook: 'defences', version: '1', code: 'denial' };

export const span = (start: number, end: number): Span => ({
  start,
  end,
  quote: 'x'.repeat(end - start),
  prefix: '',
  suffix: '',
});

export const annotation = (id: string, start = 10, end = 20, note?: string): Annotation => ({
  id,
  span: span(start, end),
  codes: [denial],
  ...(note === undefined ? {} : { note }),
});

type WithoutHead<T> = T extends unknown ? Omit<T, 'version' | 'commandId' | 'at' | 'by'> : never;

/** Changes numbered from 1, a minute apart, made by Jonah unless said otherwise. */
export function changes(...happened: (WithoutHead<Change> & { by?: string; commandId?: string })[]): Change[] {
  return happened.map((what, index) => ({
    version: index + 1,
    commandId: `command-${index + 1}`,
    at: `2026-03-05T18:${String(index % 60).padStart(2, '0')}:00Z`,
    by: jonah.id,
    ...what,
  }));
}

export const annotated = (...content: Parameters<typeof annotation>) =>
  ({ kind: 'annotated', annotation: annotation(...content) }) as const;

/** What the server writes down for a request. */
export function changeFor(request: AnnotationRequest, version: number, by: string, at: string): Change {
  const head = { version, commandId: request.commandId, at, by };
  switch (request.kind) {
    case 'annotate':
      return { ...head, kind: 'annotated', annotation: request.annotation };
    case 'replace':
      return { ...head, kind: 'replaced', annotationId: request.annotationId, annotation: request.annotation };
    case 'withdraw':
      return { ...head, kind: 'withdrawn', annotationId: request.annotationId };
    case 'reply':
      return {
        ...head,
        kind: 'replied',
        annotationId: request.annotationId,
        replyId: request.replyId,
        text: request.text,
      };
    case 'withdraw-reply':
      return { ...head, kind: 'reply-withdrawn', annotationId: request.annotationId, replyId: request.replyId };
    case 'resolve':
      return { ...head, kind: 'resolved', annotationId: request.annotationId };
    case 'reopen':
      return { ...head, kind: 'reopened', annotationId: request.annotationId };
  }
}
