import type { ContractTerms, GroupPerson } from '@/shared/api/shapes';

export type Role = GroupPerson['role'];

export const roleNames: Readonly<Record<Role, string>> = {
  supervisor: 'Supervisor',
  presenter: 'Presenter',
  member: 'Member',
  observer: 'Observer',
};

type TextTerm = Exclude<keyof ContractTerms, 'minutes' | 'roundsAttributed' | 'rounds'>;

/** The parts of a contract that are said in the group's own words. */
export const textTerms: readonly { term: TextTerm; label: string; hint: string }[] = [
  { term: 'purpose', label: 'Purpose', hint: 'What the group is for.' },
  { term: 'frequency', label: 'When the group meets', hint: 'Day, time, how often, breaks.' },
  { term: 'fees', label: 'Fees', hint: 'Who pays what, also for a session missed.' },
  {
    term: 'confidentiality',
    label: 'Confidentiality and its limits',
    hint: 'And when the supervisor must speak to others.',
  },
  { term: 'records', label: 'What is recorded, and for how long', hint: 'Texts, annotations, presence.' },
  { term: 'hours', label: 'How hours count', hint: 'What counts as a session for the log.' },
  { term: 'lateness', label: 'Lateness and absence', hint: 'What the group expects.' },
  { term: 'complaints', label: 'Complaints', hint: 'Whom to turn to, in which order.' },
];

export const roundsAttributed = [
  { id: 'no', label: 'Without names' },
  { id: 'yes', label: 'With names' },
] as const;

export const roundsKept = [
  { id: 'let-go', label: 'Let go at the close' },
  { id: 'kept', label: 'Kept' },
] as const;

export const termLimit = 2000;
export const nameLimit = 120;
export const reasonLimit = 500;

/** All parts in the order in which they are read, by the names that the server gives their changes. */
export function termsInWords(terms: ContractTerms): readonly { term: string; label: string; words: string }[] {
  const text = (term: TextTerm) => ({
    term,
    label: textTerms.find((one) => one.term === term)?.label ?? term,
    words: terms[term],
  });
  return [
    text('purpose'),
    text('frequency'),
    { term: 'minutes', label: 'Length of a session', words: `${terms.minutes} minutes` },
    text('fees'),
    text('confidentiality'),
    text('records'),
    {
      term: 'rounds-attributed',
      label: 'Association rounds: names',
      words: terms.roundsAttributed ? 'With names' : 'Without names',
    },
    {
      term: 'rounds',
      label: 'Association rounds: afterwards',
      words: terms.rounds === 'kept' ? 'Kept' : 'Let go at the close',
    },
    text('hours'),
    text('lateness'),
    text('complaints'),
  ];
}

/** How many signatures the present contract waits for, in words. */
export function waitsFor(unsigned: number): string {
  return unsigned === 1 ? '1 signature' : `${unsigned} signatures`;
}
