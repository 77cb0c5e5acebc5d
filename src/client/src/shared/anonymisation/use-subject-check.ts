import { useEffect } from 'react';
import type { Check } from './checker';
import { openItems, type Subject, withFound } from './subject';
import { useChecked } from './use-checked';

export type SubjectCheck = {
  state: 'waiting' | 'checked' | 'away';
  /** Why there is no answer; it is tried again by itself. */
  sentence: string | undefined;
  /** How many findings stand open, as far as is known. */
  open: number;
  hurry: () => void;
};

/** Checks title and text as they are written, and puts what is found into the subject. */
export function useSubjectCheck(
  subject: Subject,
  change: (next: (subject: Subject) => Subject) => void,
  check?: Check,
): SubjectCheck {
  const title = useChecked(subject.title.text, { check });
  const text = useChecked(subject.text.text, { check });
  const foundInTitle = title.state === 'checked' ? title.found : undefined;
  const foundInText = text.state === 'checked' ? text.found : undefined;
  const titleWords = subject.title.text;
  const textWords = subject.text.text;

  useEffect(() => {
    if (foundInTitle) change((now) => withFound(now, 'title', titleWords, foundInTitle.findings));
  }, [foundInTitle, titleWords, change]);

  useEffect(() => {
    if (foundInText) change((now) => withFound(now, 'text', textWords, foundInText.findings));
  }, [foundInText, textWords, change]);

  const isTaken =
    foundInTitle !== undefined &&
    foundInText !== undefined &&
    subject.title.findings === foundInTitle.findings &&
    subject.text.findings === foundInText.findings;
  const away = [text, title].find((one) => one.state === 'away');
  return {
    state: away ? 'away' : isTaken ? 'checked' : 'waiting',
    sentence: away?.sentence,
    open: openItems(subject).length,
    hurry: () => {
      if (title.state !== 'checked') title.hurry();
      if (text.state !== 'checked') text.hurry();
    },
  };
}
