import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Check } from '@/shared/anonymisation/checker';
import { emptyOwnList, type OwnList } from '@/shared/anonymisation/own-list';
import { OwnListContext } from '@/shared/anonymisation/own-list-context';
import { passageOf } from '@/shared/anonymisation/passage';
import { checkOf, emptySubject, type Subject } from '@/shared/anonymisation/subject';
import { findingsOf } from '@/shared/anonymisation/testing';
import { useSubjectCheck } from '@/shared/anonymisation/use-subject-check';
import { Review } from './review';

const text = 'Anna came late. Anna said that Whitstable was cold.\nHope left. Anna stayed.';

/** Finds Anna, who is certain, Whitstable, which is not, and Hope, who may be a word. Invented names too. */
const check: Check = (words) =>
  Promise.resolve({
    ruleVersion: '1',
    findings: findingsOf(words, {
      Anna: { entity: 0 },
      Robin: { entity: 3 },
      Whitstable: {
        kind: 'PLACE',
        identification: 'quasi',
        tier: 'middle',
        entity: 1,
        suggestions: [{ kind: 'generalise', text: 'a town by the sea' }],
      },
      Hope: { kind: 'NAME', tier: 'weak', entity: 2 },
    }),
  });

// Told with what is shown and not after it: an effect can come later than what a test has waited for on the screen.
let latest: Subject;
let own: OwnList;

/** The check as it is with a list: what is never flagged is answered, what is always flagged wants an answer. */
const listed =
  ({ never, always }: OwnList): Check =>
  async (words, signal) => {
    const found = await check(words, signal);
    const findings = found.findings.map((finding) => {
      const here = words.slice(finding.start, finding.end);
      return {
        ...finding,
        ...(never.includes(here) ? { onOwnList: true, suggestions: [] } : {}),
        ...(always.includes(here) ? { tier: 'strong' as const, rule: 'own-list' } : {}),
      };
    });
    return { ...found, findings };
  };

type DeskProps = { of: string; answers?: Check; isFixed?: boolean };

function ListedDesk({ of }: { of: string }) {
  const [list, setList] = useState(emptyOwnList);
  const answers = useMemo(() => listed(list), [list]);
  useLayoutEffect(() => {
    own = list;
  });
  return (
    <OwnListContext value={{ list, isHere: true, isKept: true, change: setList }}>
      <Desk of={of} answers={answers} />
    </OwnListContext>
  );
}

function Desk({ of, answers = check, isFixed = false }: DeskProps) {
  const [subject, setSubject] = useState<Subject>({ ...emptySubject, text: passageOf(of) });
  const change = useCallback((next: (now: Subject) => Subject) => setSubject(next), []);
  const checked = useSubjectCheck(subject, change, answers);
  useLayoutEffect(() => {
    latest = subject;
  });
  return (
    <Review
      subject={subject}
      onChange={change}
      check={checked}
      isFixed={isFixed}
      seenBy="Seen by the group"
      limit={200_000}
      problem={undefined}
    />
  );
}

async function show(props: Partial<Parameters<typeof Desk>[0]> = {}) {
  render(<Desk of={text} {...props} />);
  await screen.findByText('4 passages to answer', {}, { timeout: 5_000 });
  return userEvent.setup({ delay: null });
}

const question = () => screen.getByRole('region', { name: 'The finding at hand' });
const words = () => within(question()).getByText(/./u, { selector: 'strong' }).textContent;

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(() => vi.unstubAllGlobals());

describe('going through what was found', () => {
  test('all of it by keys alone: the first suggestion, a reason, and nothing stands open', async () => {
    const user = await show();
    question().focus();
    expect(words()).toBe('Anna');
    await user.keyboard('{Enter}');
    expect(latest.text.text).toBe('Robin came late. Robin said that Whitstable was cold.\nHope left. Robin stayed.');
    expect(words()).toBe('Whitstable');
    expect(question()).toBe(document.activeElement);
    await user.keyboard('{Enter}');
    expect(latest.text.text).toContain('Whitstable');
    await user.keyboard('n4');
    await screen.findByText('All that was found is answered', {}, { timeout: 5_000 });
    expect(checkOf(latest)).toEqual({
      kept: [
        { start: 0, end: 5, because: 'Invented for this case' },
        { start: 17, end: 22, because: 'Invented for this case' },
        { start: 33, end: 43, because: 'Too general to point at anyone' },
        { start: 65, end: 70, because: 'Invented for this case' },
      ],
      titleKept: [],
      changes: [{ kind: 'PERSON', decision: 'changed', count: 3 }],
    });
  });

  test('one mention alone, generalised; and undone', async () => {
    const user = await show();
    question().focus();
    await user.keyboard('a2');
    expect(latest.text.text).toMatch(/^a friend came late. Anna said/u);
    await user.keyboard('u');
    expect(latest.text.text).toBe(text);
    expect(latest.changes).toEqual([]);
  });

  test('back and forth, also while one writes', async () => {
    const user = await show();
    question().focus();
    await user.keyboard('jj');
    expect(words()).toBe('Whitstable');
    await user.keyboard('k');
    expect(words()).toBe('Anna');
    screen.getByLabelText('Text of the case').focus();
    await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}');
    expect(words()).toBe('Whitstable');
  });

  test('in words of one’s own', async () => {
    const user = await show();
    question().focus();
    await user.keyboard('oMy client{Enter}');
    expect(latest.text.text).toMatch(/^My client came late. My client said/u);
  });

  test('a reason that names somebody is not taken', async () => {
    const found = { ruleVersion: '1', findings: findingsOf('My friend Anna', { Anna: {} }) };
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(found))));
    const user = await show();
    question().focus();
    await user.keyboard('n');
    await user.type(screen.getByLabelText('Another reason'), 'My friend Anna{Enter}');
    expect(await screen.findByText('This reason may itself identify someone. Say it without names.')).toBeTruthy();
    expect(latest.text.answers).toEqual([]);
  });

  test('an answer is taken back from the list', async () => {
    const user = await show();
    question().focus();
    await user.keyboard('n1');
    await user.click(screen.getByText('Names of people'));
    await user.click(screen.getByRole('button', { name: /^Anna/u }));
    expect(within(question()).getByText(/^Answered: A published author or theory/u)).toBeTruthy();
    await user.click(within(question()).getByRole('button', { name: 'Take back' }));
    expect(latest.text.answers).toHaveLength(2);
  });
});

describe('words of one’s own', () => {
  async function showListed() {
    render(<ListedDesk of={text} />);
    await screen.findByText('4 passages to answer', {}, { timeout: 5_000 });
    return userEvent.setup({ delay: null });
  }

  test('never again, by one key: they are kept for that reason, and flagged again when taken off', async () => {
    const user = await showListed();
    question().focus();
    await user.keyboard('m');
    expect(own).toEqual({ never: ['Anna'], always: [] });
    expect(await screen.findByText('1 passage to answer', {}, { timeout: 5_000 })).toBeTruthy();
    expect(checkOf(latest).kept).toEqual([
      { start: 0, end: 4, because: 'On my own list' },
      { start: 16, end: 20, because: 'On my own list' },
      { start: 63, end: 67, because: 'On my own list' },
    ]);
    await user.click(screen.getByText('Names of people'));
    await user.click(screen.getByRole('button', { name: /^Anna/u }));
    await user.click(within(question()).getByRole('button', { name: 'Flag it again' }));
    expect(own.never).toEqual([]);
    expect(await screen.findByText('4 passages to answer', {}, { timeout: 5_000 })).toBeTruthy();
  });

  test('always, by one key on a word shown folded', async () => {
    const user = await showListed();
    await user.click(await screen.findByText(/1 more word/u));
    await user.click(screen.getByRole('button', { name: /^Hope/u }));
    expect(words()).toBe('Hope');
    question().focus();
    await user.keyboard('f');
    expect(own).toEqual({ never: [], always: ['Hope'] });
    expect(await screen.findByText('5 passages to answer', {}, { timeout: 5_000 })).toBeTruthy();
    expect(within(question()).getByRole('button', { name: 'Take off the list' })).toBeTruthy();
  });

  test('always, for words selected in the text', async () => {
    const user = await showListed();
    const box = screen.getByLabelText<HTMLTextAreaElement>('Text of the case');
    box.setSelectionRange(5, 14);
    fireEvent.select(box);
    await user.click(await screen.findByRole('button', { name: 'Always flag “came late”' }));
    expect(own.always).toEqual(['came late']);
  });
});

describe('while one writes', () => {
  test('answers stay with their words, and digits go into the text', async () => {
    const user = await show();
    question().focus();
    await user.keyboard('n1');
    const box = screen.getByLabelText<HTMLTextAreaElement>('Text of the case');
    box.focus();
    box.setSelectionRange(0, 0);
    await user.keyboard('In 2 days ');
    expect(latest.text.text).toBe(`In 2 days ${text}`);
    expect(latest.text.answers.map((answer) => answer.start)).toEqual([10, 26, 73]);
    expect(await screen.findByText('1 passage to answer', {}, { timeout: 5_000 })).toBeTruthy();
  });

  test('a transcript is answered and not edited', async () => {
    await show({ isFixed: true });
    expect(screen.getByLabelText<HTMLTextAreaElement>('Text of the case').readOnly).toBe(true);
  });

  test('says so when nobody answers', async () => {
    render(<Desk of={text} answers={() => Promise.reject(new Error('Cut.'))} />);
    expect(await screen.findByText('The text is not checked', {}, { timeout: 5_000 })).toBeTruthy();
  });

  test('says that machines miss things', async () => {
    await show();
    expect(screen.getByText(/Detectors miss things: about one in twelve/u)).toBeTruthy();
  });
});
