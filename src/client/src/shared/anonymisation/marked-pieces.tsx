import type { Line } from './line-marks';

/** A line's words with its marks around them. */
export function MarkedPieces({ line: { text, marks } }: { line: Line }) {
  return (
    <>
      {marks.map(({ start, end, family, look }, index) => (
        <span key={start}>
          {text.slice(marks[index - 1]?.end ?? 0, start)}
          <mark className="found" data-kind-family={family} data-look={look}>
            {text.slice(start, end)}
          </mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  );
}
