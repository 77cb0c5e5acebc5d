/** Words that an author never, or always, wants flagged. They name people, so they stay on the author's device. */
export type OwnList = { never: readonly string[]; always: readonly string[] };

export const emptyOwnList: OwnList = { never: [], always: [] };

/** Stands as the reason where the list answered. */
export const ownListReason = 'On my own list';

const most = 500;
const longest = 120;
const mostWords = 6;

const plain = (words: string) => words.trim().toLocaleLowerCase('en-GB');
const isSame = (words: string) => (other: string) => plain(other) === plain(words);

/** A word or a short phrase in one line, as the server matches them. */
export function isListable(words: string): boolean {
  const trimmed = words.trim();
  const count = trimmed.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu)?.length ?? 0;
  return trimmed.length <= longest && count >= 1 && count <= mostWords && !/[\n\r]/u.test(trimmed);
}

/** Words stand on one of the two lists only: the last wish holds. */
export function withListed(list: OwnList, words: string, side: keyof OwnList): OwnList {
  if (!isListable(words) || list[side].length >= most) return list;
  const rest = withoutListed(list, words);
  return { ...rest, [side]: [...rest[side], words.trim()] };
}

export function withoutListed({ never, always }: OwnList, words: string): OwnList {
  const isOther = (other: string) => !isSame(words)(other);
  return { never: never.filter(isOther), always: always.filter(isOther) };
}

export const isEmptyOwnList = ({ never, always }: OwnList) => never.length + always.length === 0;

export function parseOwnList(value: unknown): OwnList | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { never, always } = value as Record<string, unknown>;
  const isWords = (words: unknown): words is string[] =>
    Array.isArray(words) && words.every((one) => typeof one === 'string');
  return isWords(never) && isWords(always) ? { never, always } : undefined;
}
