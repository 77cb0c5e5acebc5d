import { describe, expect, test } from 'vitest';
import { type CaseDraft, edited, freshDraft, parseDraft, problemsOf } from './case-draft';

function ids() {
  let last = 0;
  return () => `id-${(last += 1)}`;
}

const complete: CaseDraft = { ...freshDraft(ids()), groupId: 'thursday', title: 'Heron', text: 'She looked away.' };

describe('the draft of a case', () => {
  test('keeps its ids while it is written, so that sending it twice opens it once', () => {
    const draft = edited(complete, { title: 'Heron, again' }, ids());
    expect(draft).toMatchObject({ commandId: 'id-1', caseId: 'id-2', title: 'Heron, again' });
  });

  test('takes new ids when its words change after it was sent', () => {
    const newId = ids();
    const draft = edited({ ...freshDraft(newId), isSent: true }, { text: 'More' }, newId);
    expect(draft).toMatchObject({ commandId: 'id-3', caseId: 'id-4', text: 'More', isSent: false });
  });

  test.each<[string, Partial<CaseDraft>, object]>([
    ['complete', {}, {}],
    ['without a group', { groupId: undefined }, { group: 'Choose the group that will read this case.' }],
    ['without a title', { title: '  ' }, { title: 'Give the case a title.' }],
    ['with too long a title', { title: 'x'.repeat(121) }, { title: 'Shorten the title to 120 characters.' }],
    ['without text', { text: '\n' }, { text: 'Paste or type the text of the case.' }],
    ['with too long a text', { text: 'x'.repeat(200_001) }, { text: 'Shorten the text to 200,000 characters.' }],
  ])('%s', (_, words, expected) => {
    expect(problemsOf({ ...complete, ...words })).toEqual(expected);
  });

  test('comes back from the device as it was', () => {
    expect(parseDraft(JSON.parse(JSON.stringify(complete)))).toEqual(complete);
    expect(parseDraft(JSON.parse(JSON.stringify(freshDraft(ids()))))).toEqual(freshDraft(ids()));
  });

  test.each([null, 7, 'text', {}, { commandId: 'a', caseId: 'b', title: 1, text: '' }])(
    'is not read from what is no draft: %j',
    (value) => {
      expect(parseDraft(value)).toBeUndefined();
    },
  );
});
