import { expect, test } from 'vitest';
import { draftOf, problemsOf, retentionOf, standardsOf } from './settings-draft';

const retention = {
  caseDiscussion: 12,
  privateNotes: 3,
  ledger: 84,
  auditReports: 84,
  associationRounds: 0,
  accessLog: 24,
  erasureDays: 7,
};
const view = {
  id: 'i',
  name: 'Riverside',
  timeZone: 'Europe/London',
  wordForClient: 'client' as const,
  standards: ['bacp-accredited', 'ukcp-hipc'],
  mayChange: true,
};
const draft = draftOf(view, retention);

test('what was not touched is sent as it was', () => {
  expect(problemsOf(draft)).toEqual({});
  expect(retentionOf(draft)).toEqual(retention);
  expect(standardsOf(draft.standards)).toEqual(view.standards);
});

test('says which months are not right', () => {
  const months = { ...draft.months, ledger: '0', accessLog: 'two years', caseDiscussion: '1201' };
  expect(Object.keys(problemsOf({ ...draft, months }))).toEqual(['caseDiscussion', 'ledger', 'accessLog']);
  expect(problemsOf({ ...draft, erasureDays: '29' }).erasureDays).toBeDefined();
});

test('needs a name', () => {
  expect(problemsOf({ ...draft, name: ' ' }).name).toBeDefined();
});

test('takes standards however they are parted, each once', () => {
  expect(standardsOf(' a-1; b-2,\n a-1 ')).toEqual(['a-1', 'b-2']);
});
