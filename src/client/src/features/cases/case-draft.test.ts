import { describe, expect, test } from 'vitest';
import { kept } from '@/shared/anonymisation/answering';
import type { Finding } from '@/shared/anonymisation/finding';
import { noDisguises } from '@/shared/anonymisation/disguises';
import { passageOf } from '@/shared/anonymisation/passage';
import { withFound, withTyped } from '@/shared/anonymisation/subject';
import { type CaseDraft, edited, freshDraft, isEmptyDraft, parseDraft, problemsOf, withSubject } from './case-draft';

function ids() {
  let last = 0;
  return () => `id-${(last += 1)}`;
}

const words = (title: string, text: string) => ({
  title: passageOf(title),
  text: passageOf(text),
  changes: [],
  disguises: noDisguises,
});
const complete: CaseDraft = {
  ...freshDraft(ids()),
  groupId: 'thursday',
  subject: words('Heron', 'She met Anna.'),
};
const anna: Finding = {
  start: 8,
  end: 12,
  kind: 'PERSON',
  identification: 'direct',
  tier: 'strong',
  rule: 'given-name',
  why: 'A given name.',
  entity: 0,
  suggestions: [],
};

describe('the draft of a case', () => {
  test('keeps its ids while it is written, so that sending it twice opens it once', () => {
    const draft = withSubject(complete, (now) => withTyped(now, 'title', 'Heron, again'), ids());
    expect(draft).toMatchObject({ commandId: 'id-1', caseId: 'id-2', subject: { title: { text: 'Heron, again' } } });
  });

  test('takes new ids when its words or answers change after it was sent', () => {
    const newId = ids();
    const sent = { ...complete, isSent: true };
    const reworded = withSubject(sent, (now) => withTyped(now, 'text', 'More'), newId);
    expect(reworded).toMatchObject({ commandId: 'id-1', caseId: 'id-2', isSent: false });
    const answered = withSubject(
      sent,
      (now) => ({ ...now, text: kept(now.text, [anna], 'A published author or theory') }),
      newId,
    );
    expect(answered).toMatchObject({ commandId: 'id-3', caseId: 'id-4', isSent: false });
    expect(edited(sent, { groupId: 'monday' }, newId)).toMatchObject({ commandId: 'id-5', isSent: false });
  });

  test('is the same case when it is only checked once more', () => {
    const sent = { ...complete, isSent: true };
    const checked = withSubject(sent, (now) => withFound(now, 'text', now.text.text, [anna]), ids());
    expect(checked).toMatchObject({ commandId: sent.commandId, isSent: true });
  });

  test.each<[string, Partial<CaseDraft>, object]>([
    ['complete', {}, {}],
    ['without a group', { groupId: undefined }, { group: 'Choose the group that will read this case.' }],
    ['without a title', { subject: words('  ', 'x') }, { title: 'Give the case a title.' }],
    [
      'with too long a title',
      { subject: words('x'.repeat(121), 'x') },
      { title: 'Shorten the title to 120 characters.' },
    ],
    ['without text', { subject: words('Heron', '\n') }, { text: 'Paste or type the text of the case.' }],
    [
      'with too long a text',
      { subject: words('Heron', 'x'.repeat(200_001)) },
      { text: 'Shorten the text to 200,000 characters.' },
    ],
  ])('%s', (_, change, expected) => {
    expect(problemsOf({ ...complete, ...change })).toEqual(expected);
  });

  test('comes back from the device with its answers, and is checked anew', () => {
    const text = kept({ ...complete.subject.text, findings: [anna] }, [anna], 'A published author or theory');
    const draft = { ...complete, subject: { ...complete.subject, text } };
    const back = parseDraft(JSON.parse(JSON.stringify(draft)));
    expect(back).toEqual({ ...draft, subject: { ...draft.subject, text: { ...text, findings: [] } } });
    const fresh = freshDraft(ids());
    expect(parseDraft(JSON.parse(JSON.stringify(fresh)))).toEqual(fresh);
  });

  test('loses an answer that does not fit the words it stands at', () => {
    const text = { ...kept(complete.subject.text, [anna], 'Invented for this case'), text: 'She met Carl.' };
    const back = parseDraft({ ...complete, subject: { ...complete.subject, text } });
    expect(back?.subject.text.answers).toEqual([]);
  });

  test('from before there was a check comes back as its bare words', () => {
    const back = parseDraft({ commandId: 'a', caseId: 'b', title: 'Heron', text: 'She looked away.' });
    expect(back?.subject).toMatchObject({ ...words('Heron', 'She looked away.'), disguises: { known: [] } });
  });

  test('is empty until something is written', () => {
    expect(isEmptyDraft(freshDraft(ids()))).toBe(true);
    expect(isEmptyDraft(complete)).toBe(false);
  });

  test.each([null, 7, 'text', {}, { commandId: 'a', caseId: 'b', title: 1, text: '' }])(
    'is not read from what is no draft: %j',
    (value) => {
      expect(parseDraft(value)).toBeUndefined();
    },
  );
});
