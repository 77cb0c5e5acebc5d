import type { RoomCommands } from './types';
import type { Annotation, AnnotationRequest } from './wire';

type Parts = {
  newId: () => string;
  give: (request: AnnotationRequest) => void;
  dismiss: RoomCommands['dismiss'];
  here: RoomCommands['here'];
};

/** What the page can ask for, each as one request with ids made here. */
export function roomCommands({ newId, give, dismiss, here }: Parts): RoomCommands {
  const annotation = (...[span, codes, note]: Parameters<RoomCommands['annotate']>): Annotation => ({
    id: newId(),
    span,
    codes,
    ...(note ? { note } : {}),
  });

  return {
    annotate: (...content) => {
      const fresh = annotation(...content);
      give({ kind: 'annotate', commandId: newId(), annotation: fresh });
      return fresh.id;
    },
    replace: (annotationId, ...content) => {
      const fresh = annotation(...content);
      give({ kind: 'replace', commandId: newId(), annotationId, annotation: fresh });
      return fresh.id;
    },
    withdraw: (annotationId) => give({ kind: 'withdraw', commandId: newId(), annotationId }),
    reply: (annotationId, text) => {
      const replyId = newId();
      give({ kind: 'reply', commandId: newId(), annotationId, replyId, text });
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
