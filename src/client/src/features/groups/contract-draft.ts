import type { ContractTerms } from '@/shared/api/shapes';
import { termLimit, textTerms } from './words';

/** A contract as it is being typed. */
export type ContractDraft = Omit<ContractTerms, 'minutes' | 'roundsAttributed'> & {
  minutes: string;
  roundsAttributed: string;
};

const usual: ContractTerms = {
  purpose: '',
  frequency: '',
  minutes: 90,
  fees: '',
  confidentiality: '',
  records: '',
  roundsAttributed: false,
  rounds: 'let-go',
  hours: '',
  lateness: '',
  complaints: '',
};

export function draftOf(terms: ContractTerms = usual): ContractDraft {
  return { ...terms, minutes: String(terms.minutes), roundsAttributed: terms.roundsAttributed ? 'yes' : 'no' };
}

export function termsOf(draft: ContractDraft): ContractTerms {
  return { ...draft, minutes: Number(draft.minutes), roundsAttributed: draft.roundsAttributed === 'yes' };
}

export function problemsOf(draft: ContractDraft): Partial<Record<keyof ContractDraft, string>> {
  const problems: Partial<Record<keyof ContractDraft, string>> = {};
  for (const { term } of textTerms) {
    if (draft[term].trim() === '') problems[term] = 'Say what is agreed, if only that there is nothing.';
    else if (draft[term].length > termLimit) problems[term] = 'Shorten this to 2,000 characters.';
  }
  const minutes = Number(draft.minutes);
  if (!Number.isInteger(minutes) || minutes < 15 || minutes > 480) {
    problems.minutes = 'Give a whole number from 15 to 480.';
  }
  return problems;
}
