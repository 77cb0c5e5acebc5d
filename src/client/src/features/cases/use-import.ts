import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { Block } from '@/shared/api/shapes';

type Upload = { groupId: string; file: File; transcript?: number };
export type Transcript = { number: number; title: string; turns: number; characters: number };
type FileAnswer = { title: string; text: string; blocks: Block[] } | { transcripts: Transcript[] };

/** With its blocks only if it is a transcript: a plain text is parted again when the case is opened. */
export type FromFile = { groupId: string; title: string; text: string; blocks: readonly Block[] | undefined };

/** Sends a file to be read; nothing of it is kept there. The answer is its words, or the transcripts in it to choose from. */
export function useImport(onRead: (words: FromFile) => void) {
  const { mutate, data, error, isPending, reset, variables } = useMutation({
    mutationFn: async ({ groupId, file, transcript }: Upload): Promise<FileAnswer> => {
      const body = new FormData();
      body.set('groupId', groupId);
      body.set('file', file);
      if (transcript !== undefined) body.set('transcript', String(transcript));
      // One status, two answers: the description of the paths knows the later one only.
      return api.post('/api/cases/import', { body });
    },
    onSuccess: (answer, { groupId }) => {
      if (!('text' in answer)) return;
      const { title, text, blocks } = answer;
      onRead({ groupId, title, text, blocks: blocks.length > 0 ? blocks : undefined });
    },
  });
  const transcripts: readonly Transcript[] | undefined = data && 'transcripts' in data ? data.transcripts : undefined;
  return {
    send: mutate,
    startOver: reset,
    transcripts,
    problem: error ? problemOf(error) : undefined,
    isBusy: isPending,
    sending: isPending ? variables : undefined,
  };
}
