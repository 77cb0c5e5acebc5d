import type { Subject } from './subject';
import type { SubjectCheck } from './use-subject-check';

/** The text of a case with its marks, and beside it what was found in title and text and how it is answered. */
export type ReviewProps = {
  subject: Subject;
  onChange: (next: (subject: Subject) => Subject) => void;
  check: SubjectCheck;
  /** The words come from a recording: they are answered, not edited. */
  isFixed: boolean;
  seenBy: string;
  limit: number;
  problem: string | undefined;
};
