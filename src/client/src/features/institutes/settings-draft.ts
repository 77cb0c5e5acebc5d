import type { Answer } from '@/shared/api/client';
import type { InstituteView } from '@/shared/api/shapes';
import type { CheckboxOption } from '@/shared/ui/checkbox-group';

export type Retention = NonNullable<InstituteView['retention']>;
export type Kind = Exclude<keyof Retention, 'erasureDays'>;

/** What is typed: months as text until they are sent. */
export type SettingsDraft = {
  name: string;
  timeZone: string;
  wordForClient: InstituteView['wordForClient'];
  months: Readonly<Record<Kind, string>>;
  /** How long an erasure waits for a decision, in days. */
  erasureDays: string;
  standards: readonly string[];
};

export const kinds: readonly { id: Kind; label: string; hint: string; least: number }[] = [
  { id: 'caseDiscussion', label: 'Case discussion', hint: 'After the case closes.', least: 1 },
  { id: 'privateNotes', label: 'Private notes', hint: 'After the case closes, unless their author decides.', least: 1 },
  { id: 'ledger', label: 'Hours and signatures', hint: 'After qualification or leaving.', least: 1 },
  { id: 'auditReports', label: 'Audit reports', hint: 'After they were made.', least: 1 },
  { id: 'associationRounds', label: 'Association rounds', hint: '0: they end with the session.', least: 0 },
  { id: 'accessLog', label: 'Who has seen what', hint: 'After it was seen.', least: 1 },
];

const most = 1200;
const mostDays = 28;

export function draftOf(view: InstituteView, retention: Retention): SettingsDraft {
  const months = Object.fromEntries(kinds.map(({ id }) => [id, String(retention[id])])) as Record<Kind, string>;
  return {
    name: view.name,
    timeZone: view.timeZone,
    wordForClient: view.wordForClient,
    months,
    erasureDays: String(retention.erasureDays),
    standards: view.standards,
  };
}

export type Standard = Answer<'/api/institute/standards', 'get'>['standards'][number];

/** Those that may be adopted, and any that is adopted and no longer on the list. */
export function standardOptions(standards: readonly Standard[], adopted: readonly string[]): CheckboxOption<string>[] {
  const known = new Set(standards.map(({ id }) => id));
  return [
    ...standards.map(({ id, name, body, version, isConfirmed }) => ({
      id,
      label: name,
      hint: `${body}, ${version}${isConfirmed ? '' : ', not confirmed in all parts'}`,
    })),
    ...adopted
      .filter((id) => !known.has(id))
      .map((id) => ({ id, label: id, hint: 'adopted, and no longer on the list' })),
  ];
}

export function problemsOf(draft: SettingsDraft): Partial<Record<'name' | 'erasureDays' | Kind, string>> {
  const problems: ReturnType<typeof problemsOf> = {};
  if (draft.name.trim() === '') problems.name = 'Enter the institute’s name.';
  for (const { id, least } of kinds) {
    if (!isBetween(draft.months[id], least, most)) {
      problems[id] = `Enter a number of months between ${least} and ${most}.`;
    }
  }
  if (!isBetween(draft.erasureDays, 1, mostDays)) {
    problems.erasureDays = `Enter a number of days between 1 and ${mostDays}.`;
  }
  return problems;
}

const isBetween = (text: string, least: number, greatest: number) =>
  /^\s*\d+\s*$/.test(text) && Number(text) >= least && Number(text) <= greatest;

export const retentionOf = (draft: SettingsDraft) =>
  ({
    ...Object.fromEntries(kinds.map(({ id }) => [id, Number(draft.months[id].trim())])),
    erasureDays: Number(draft.erasureDays.trim()),
  }) as Retention;
