import { needsAnswer, type Range } from './finding';
import { type Family, kindOf } from './kinds';
import { type Passage, reasonFor } from './passage';

export type Look = 'open' | 'answered' | 'weak' | 'current';

/** A mark within its line. */
export type LineMark = Range & { family: Family; look: Look };
export type Line = { text: string; marks: readonly LineMark[]; key: string };

/** The text by lines, each with its marks; a finding over several lines is marked in each. */
export function linesOf(passage: Passage, invented: ReadonlySet<string>, current: Range | undefined): Line[] {
  const { text, findings } = passage;
  let next = 0;
  let start = 0;
  return text.split('\n').map((words) => {
    const end = start + words.length;
    const marks: LineMark[] = [];
    while (next < findings.length) {
      const finding = findings[next];
      if (!finding || finding.start >= end) break;
      const isCurrent = finding.start === current?.start && finding.end === current.end;
      const isAnswered = reasonFor(passage, finding, invented) !== undefined;
      marks.push({
        start: Math.max(0, finding.start - start),
        end: Math.min(words.length, finding.end - start),
        family: kindOf(finding.kind).family,
        look: isCurrent ? 'current' : isAnswered ? 'answered' : needsAnswer(finding) ? 'open' : 'weak',
      });
      if (finding.end > end) break;
      next += 1;
    }
    start = end + 1;
    const key = marks.map((mark) => `${mark.start}-${mark.end}${mark.family}${mark.look}`).join(' ');
    return { text: words, marks, key };
  });
}
