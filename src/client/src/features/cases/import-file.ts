export const uploadLimit = 5 * 1024 * 1024;

/** What is wrong with a file before it is sent, in words; undefined when nothing is. */
export function fileProblem(file: { name: string; size: number }): string | undefined {
  if (!/\.(txt|csv)$/i.test(file.name)) return 'Choose a .txt or a .csv file.';
  if (file.size === 0) return 'This file is empty. Choose another.';
  if (file.size > uploadLimit) return 'This file is larger than 5 MB. Choose a smaller one.';
  return undefined;
}

/** Those whose title or number holds every word of the search. */
export function matching<T extends { number: number; title: string }>(transcripts: readonly T[], search: string): T[] {
  const words = search.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  return transcripts.filter((transcript) => {
    const title = `${transcript.number} ${transcript.title.toLocaleLowerCase('en-GB')}`;
    return words.every((word) => title.includes(word));
  });
}
