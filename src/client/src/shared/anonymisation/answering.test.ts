import { describe, expect, test } from 'vitest';
import { inOwnWords, kept, reopened, replaced, suggested } from './answering';
import { inventedReason } from './finding';
import { inventedIn, keptIn, openIn, type Passage, passageOf, wordsOf } from './passage';
import { checkOf, emptySubject, withFound, withKept, withReplaced } from './subject';
import { findingsOf } from './testing';

const because = 'A common word, not a name';
const text = 'Anna came late. Anna’s coat was wet, and May was cold. Anna left.';

function start(): Passage {
  const possessive = { entity: 0, suggestions: [{ kind: 'pseudonym', text: 'Robin’s' }] } as const;
  const plain = findingsOf(text, { 'Anna ': { entity: 0 } }).map((one) => ({ ...one, end: one.end - 1 }));
  const rest = findingsOf(text, { 'Anna’s': possessive, May: { entity: 1, tier: 'middle' } });
  return { ...passageOf(text), findings: [...plain, ...rest].sort((a, b) => a.start - b.start) };
}

const anna = (of: Passage) => of.findings.filter((finding) => finding.entity === 0);
const may = (of: Passage) => of.findings.filter((finding) => finding.entity === 1);

describe('changing all mentions', () => {
  test('takes for each what its own suggestion makes of it', () => {
    const after = replaced(start(), suggested(anna(start()), { kind: 'pseudonym', text: 'Robin' }, 0));
    expect(after.text).toBe('Robin came late. Robin’s coat was wet, and May was cold. Robin left.');
    expect(after.answers.map((answer) => [wordsOf(after, answer), answer.words, answer.decision])).toEqual([
      ['Robin', 'Robin', 'changed'],
      ['Robin’s', 'Robin’s', 'changed'],
      ['Robin', 'Robin', 'changed'],
    ]);
  });

  test('moves what was kept along with its words', () => {
    const first = kept(start(), may(start()), because);
    const after = replaced(first, inOwnWords(anna(first), 'Somebody or other'));
    expect(keptIn(after, new Set()).map((one) => after.text.slice(one.start, one.end))).toEqual(['May']);
  });

  test('keeps the words it put in when they are found again, and asks nothing', () => {
    const after = replaced(start(), suggested(anna(start()), { kind: 'pseudonym', text: 'Robin' }, 0));
    const anew = { ...after, findings: findingsOf(after.text, { Robin: {}, May: {} }) };
    expect(openIn(anew, inventedIn(anew)).map((finding) => wordsOf(anew, finding))).toEqual(['May']);
    expect(keptIn(anew, inventedIn(anew)).map((one) => one.because)).toEqual(Array(3).fill(inventedReason));
  });

  test('falls back to the words chosen where a mention has no such suggestion', () => {
    const after = replaced(start(), suggested(anna(start()), { kind: 'generalise', text: 'a friend' }, 1));
    expect(after.text).toContain('a friend coat was wet');
    expect(after.answers.map((answer) => answer.decision)).toEqual(Array(3).fill('generalised'));
  });
});

describe('removing', () => {
  test('takes one of two spaces with it', () => {
    const after = replaced(start(), inOwnWords(may(start()), ''));
    expect(after.text).toContain('wet, and was cold.');
    expect(after.answers).toEqual([]);
  });

  test('leaves no turn of a transcript empty', () => {
    const spoken: Passage = {
      ...passageOf('Anna\n\nYes.', [
        { kind: 'turn', start: 0, end: 4, speaker: 'Client' },
        { kind: 'turn', start: 6, end: 10, speaker: 'Therapist' },
      ]),
      findings: findingsOf('Anna\n\nYes.', { Anna: {} }),
    };
    const after = replaced(spoken, inOwnWords(spoken.findings, ''));
    expect(after.text).toBe('…\n\nYes.');
    expect(after.blocks?.map((block) => after.text.slice(block.start, block.end))).toEqual(['…', 'Yes.']);
  });
});

describe('keeping', () => {
  test('can be taken back, and said anew', () => {
    const [finding] = may(start());
    if (!finding) throw new Error('Nothing was found.');
    const once = kept(start(), [finding], because);
    expect(openIn(reopened(once, finding), new Set())).toHaveLength(4);
    expect(kept(once, [finding], 'Another reason').answers.map((answer) => answer.because)).toEqual(['Another reason']);
  });
});

describe('what goes to the server', () => {
  test('are the reasons where things stand in the end, and the counts of what stands there no more', () => {
    const changed = withReplaced(
      { ...emptySubject, title: passageOf('  May '), text: start() },
      'text',
      suggested(anna(start()), { kind: 'pseudonym', text: 'Robin' }, 0),
    );
    const inTitle = withFound(changed, 'title', '  May ', findingsOf('  May ', { May: {} }));
    const subject = withKept(
      withKept(inTitle, 'title', inTitle.title.findings, because),
      'text',
      may(inTitle.text),
      because,
    );
    expect(checkOf(subject)).toEqual({
      kept: [{ start: 43, end: 46, because }],
      titleKept: [{ start: 0, end: 3, because }],
      changes: [{ kind: 'PERSON', decision: 'changed', count: 3 }],
    });
  });

  test('what is found is heard only while its text stands', () => {
    const subject = { ...emptySubject, text: passageOf('Newer') };
    expect(withFound(subject, 'text', 'Older', findingsOf('Older', { Older: {} }))).toBe(subject);
  });
});
