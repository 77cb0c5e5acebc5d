import { beforeEach, describe, expect, test } from 'vitest';
import { ManualClock, settled } from '@/shared/time/manual-clock';
import { type Checking, createChecker } from './checker';
import type { CheckedText } from './finding';

type Asked = { text: string; signal: AbortSignal; answer: (found: CheckedText) => void; fail: () => void };

let clock: ManualClock;
let asked: Asked[];
let heard: Checking[];

const found = (ruleVersion: string): CheckedText => ({ ruleVersion, findings: [] });

function checker() {
  return createChecker({
    clock,
    check: (text, signal) =>
      new Promise((answer, reject) => {
        asked.push({ text, signal, answer, fail: () => reject(new Error('Cut.')) });
      }),
    sentenceOf: () => 'No connection.',
    onChange: (checking) => heard.push(checking),
  });
}

beforeEach(() => {
  clock = new ManualClock();
  asked = [];
  heard = [];
});

describe('checking while one types', () => {
  test('asks once the text has stood still', async () => {
    const { take } = checker();
    for (const text of ['S', 'Sh', 'She']) {
      take(text);
      await clock.advance(399);
    }
    expect(asked).toEqual([]);
    await clock.advance(1);
    expect(asked.map((one) => one.text)).toEqual(['She']);
    asked[0]?.answer(found('1'));
    await settled();
    expect(heard.at(-1)).toEqual({ state: 'checked', text: 'She', found: found('1') });
  });

  test('gives up what it asked before, and does not hear its answer', async () => {
    const { take } = checker();
    take('She');
    await clock.advance(400);
    take('She left');
    expect(asked[0]?.signal.aborted).toBe(true);
    await clock.advance(400);
    asked[1]?.answer(found('newer'));
    await settled();
    asked[0]?.answer(found('older'));
    await settled();
    expect(heard.at(-1)).toMatchObject({ text: 'She left', found: { ruleVersion: 'newer' } });
  });

  test('says that nobody answers, and tries again by itself', async () => {
    const { take } = checker();
    take('She');
    await clock.advance(400);
    asked[0]?.fail();
    await settled();
    expect(heard.at(-1)).toEqual({ state: 'away', sentence: 'No connection.' });
    await clock.advance(1_999);
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    expect(asked).toHaveLength(2);
    asked[1]?.answer(found('1'));
    await settled();
    expect(heard.at(-1)?.state).toBe('checked');
    expect(clock.waiting).toEqual([]);
  });

  test('asks at once when it is hurried, and not again', async () => {
    const { take, hurry } = checker();
    take('She');
    hurry();
    expect(asked).toHaveLength(1);
    await clock.advance(10_000);
    expect(asked).toHaveLength(1);
  });

  test('asks nobody about nothing', async () => {
    const { take } = checker();
    take(' \n');
    await clock.advance(400);
    expect(asked).toEqual([]);
    expect(heard.at(-1)?.state).toBe('checked');
  });

  test('stops, and goes on with the same text', async () => {
    const { take, stop } = checker();
    take('She');
    stop();
    await clock.advance(1_000);
    expect(asked).toEqual([]);
    take('She');
    await clock.advance(400);
    expect(asked).toHaveLength(1);
  });

  test('asks again in another way, though the text stands still', async () => {
    const other: CheckedText[] = [];
    const { take, askBy } = checker();
    take('Hope left');
    await clock.advance(400);
    asked[0]?.answer(found('1'));
    await settled();
    askBy(() => {
      other.push(found('2'));
      return Promise.resolve(found('2'));
    });
    await clock.advance(400);
    expect([asked.length, other.length]).toEqual([1, 1]);
    expect(heard.at(-1)).toEqual({ state: 'checked', text: 'Hope left', found: found('2') });
  });
});
