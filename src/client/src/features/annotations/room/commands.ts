import type { Kept } from '@/shared/anonymisation/finding';
import type { CodeRef, RoomCommands, Span } from './types';
import type { Annotation, AnnotationRequest } from './wire';

type Parts = {
  newId: () => string;
  give: (request: AnnotationRequest) => void;
  dismiss: RoomCommands['dismiss'];
  here: RoomCommands['here'];
};

/** What the page can ask for, each as one request with ids made here. */
export function roomCommands({ newId, give, dismiss, here }: Parts): RoomCommands {
  const annotation = (span: Span, codes: CodeRef[], note?: string): Annotation => ({
    id: newId(),
    span,
    codes,
    ...(note ? { note } : {}),
  });

  return {
    annotate: (span, codes, note, kept) => {
      const fresh = annotation(span, codes, note);
      give({ kind: 'annotate', commandId: newId(), annotation: fresh, ...withKept(kept) });
      return fresh.id;
    },
    replace: (annotationId, span, codes, note, kept) => {
      const fresh = annotation(span, codes, note);
      give({ kind: 'replace', commandId: newId(), annotationId, annotation: fresh, ...withKept(kept) });
      return fresh.id;
    },
    withdraw: (annotationId) => give({ kind: 'withdraw', commandId: newId(), annotationId }),
    reply: (annotationId, text, kept) => {
      const replyId = newId();
      give({ kind: 'reply', commandId: newId(), annotationId, replyId, text, ...withKept(kept) });
      return replyId;
    },
    withdrawReply: (annotationId, replyId) =>
      give({ kind: 'withdraw-reply', commandId: newId(), annotationId, replyId }),
    resolve: (annotationId) => give({ kind: 'resolve', commandId: newId(), annotationId }),
    reopen: (annotationId) => give({ kind: 'reopen', commandId: newId(), annotationId }),
    dismiss,
    here,
  };
}

const withKept = (kept: readonly Kept[] | undefined) => (kept === undefined ? {} : { kept: [...kept] });
