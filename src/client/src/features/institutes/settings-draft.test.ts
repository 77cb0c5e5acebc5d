import { expect, test } from 'vitest';
import { draftOf, problemsOf, retentionOf, standardOptions } from './settings-draft';

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
  expect(draft.standards).toEqual(view.standards);
});

test('says which months are not right', () => {
  const months = { ...draft.months, ledger: '0', accessLog: 'two years', caseDiscussion: '1201' };
  expect(Object.keys(problemsOf({ ...draft, months }))).toEqual(['caseDiscussion', 'ledger', 'accessLog']);
  expect(problemsOf({ ...draft, erasureDays: '29' }).erasureDays).toBeDefined();
});

test('needs a name', () => {
  expect(problemsOf({ ...draft, name: ' ' }).name).toBeDefined();
});

test('an adopted standard can be dropped when it is no longer on the list', () => {
  const listed = {
    id: 'bacp-accredited',
    name: 'BACP individual accreditation',
    body: 'BACP',
    jurisdiction: 'UK',
    version: 'as read 2025',
    isConfirmed: true,
    source: 'BACP',
  };
  expect(standardOptions([listed], view.standards)).toEqual([
    { id: 'bacp-accredited', label: 'BACP individual accreditation', hint: 'BACP, as read 2025' },
    { id: 'ukcp-hipc', label: 'ukcp-hipc', hint: 'adopted, and no longer on the list' },
  ]);
});
