import type { Range } from '@/shared/anonymisation/finding';
import type { Passage } from '@/shared/anonymisation/passage';

const around = 36;

/** The words, with a few before and after them. */
export function Quoted({ passage: { text }, range: { start, end } }: { passage: Passage; range: Range }) {
  const before = text.slice(Math.max(0, start - around), start);
  const after = text.slice(end, end + around);
  return (
    <blockquote className="question-words" dir="auto">
      <span className="quiet">
        {start > around ? '…' : ''}
        {before}
      </span>
      <strong>{text.slice(start, end)}</strong>
      <span className="quiet">
        {after}
        {end + around < text.length ? '…' : ''}
      </span>
    </blockquote>
  );
}
