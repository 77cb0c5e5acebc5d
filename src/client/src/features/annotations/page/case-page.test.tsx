import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { dismissNotice, noticeStore } from '@/shared/ui/notices';
import { makeThread, openCase } from './testing/open-case';

const theText = () => screen.getByRole('article', { name: 'Text of Heron' });
const theCard = (name = 'Denial, by Jonas Smit') => screen.getByRole('article', { name });
const noticed = () => noticeStore.getSnapshot().map((notice) => notice.text);

afterEach(() => noticeStore.getSnapshot().forEach((notice) => dismissNotice(notice.id)));

describe('annotating by keyboard', () => {
  it('selects by words, chooses a family by its letter, filters and sets', async () => {
    const { user, asked } = openCase();
    theText().focus();
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    expect(screen.getByText('selected: never bothered me')).toBeDefined();
    await user.keyboard('d');
    expect(screen.getByRole('combobox', { name: 'Find a code in Defences' })).toBe(document.activeElement);
    await user.keyboard('den{Enter}');
    expect(asked).toEqual([['annotate', makeThread().span, [{ codebook: 'dmrs', version: '1.0.0', code: 'denial' }]]]);
    expect(theText()).toBe(document.activeElement);
  });

  it('gathers several codes', async () => {
    const { user, asked } = openCase();
    theText().focus();
    await user.keyboard('{ArrowRight}d{Shift>}{Enter}{/Shift}proj{Enter}');
    expect(asked[0]?.[2]).toHaveLength(2);
  });

  it('takes a note', async () => {
    const { user, asked } = openCase();
    theText().focus();
    await user.keyboard('{ArrowRight}n');
    await user.keyboard('Mine.');
    await user.click(screen.getByRole('button', { name: /^Frame/u }));
    await user.click(screen.getByRole('option', { name: /Time and length/u }));
    expect(asked[0]?.[3]).toBe('Mine.');
  });

  it('leaves without setting anything', async () => {
    const { user, asked } = openCase();
    theText().focus();
    await user.keyboard('{ArrowRight}{Enter}');
    expect(screen.getByRole('dialog', { name: 'Add an annotation' })).toBeDefined();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog', { name: 'Add an annotation' })).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe('single keys', () => {
  it('do not fire while one writes', async () => {
    const { user } = openCase({ threads: [makeThread()] });
    theText().focus();
    await user.keyboard('j{Enter}');
    await user.keyboard('just a dot?');
    expect(screen.getByRole('textbox', { name: 'Reply' })).toHaveProperty('value', 'just a dot?');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('can be switched off, and the choice is remembered', async () => {
    const { user } = openCase({ threads: [makeThread()] });
    theText().focus();
    await user.keyboard('?');
    await user.click(screen.getByRole('checkbox', { name: 'Use single keys on this device' }));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    theText().focus();
    await user.keyboard('?');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(localStorage.getItem('supervision.single-keys')).toBe('off');
  });
});

describe('a key that needs words', () => {
  const asksForThem = () => noticed().some((text) => text.startsWith('Select a passage first'));

  it('asks for them when nothing is selected', async () => {
    const { user } = openCase();
    theText().focus();
    await user.keyboard('d');
    expect(asksForThem()).toBe(true);
  });

  it('asks for them when a space is all that is selected', async () => {
    const { user } = openCase();
    theText().focus();
    const words = screen.getByText(/^She said it never/u).firstChild;
    if (!words) throw new Error('The text is not there.');
    document.getSelection()?.setBaseAndExtent(words, 3, words, 4);
    document.dispatchEvent(new Event('selectionchange'));
    await user.keyboard('d');
    expect(asksForThem()).toBe(true);
    document.getSelection()?.setBaseAndExtent(words, 4, words, 8);
    document.dispatchEvent(new Event('selectionchange'));
    await user.keyboard('d');
    expect(screen.getByRole('combobox', { name: 'Find a code in Defences' })).toBe(document.activeElement);
  });
});

describe('stepping through the annotations', () => {
  it('says where they end', async () => {
    const { user } = openCase({ threads: [makeThread()] });
    theText().focus();
    await user.keyboard('s');
    expect(noticed()).toEqual(['Go to an annotation first: j and k do.']);
    await user.keyboard('j');
    expect(noticed()).toHaveLength(1);
    await user.keyboard('jks');
    expect(noticed().slice(-3)).toEqual([
      'No further annotation.',
      'No earlier annotation.',
      'No other annotation with this code.',
    ]);
  });
});

describe('a card', () => {
  it('takes a reply on Enter and sends it with Ctrl and Enter', async () => {
    const { user, asked } = openCase({ threads: [makeThread()] });
    theText().focus();
    await user.keyboard('j');
    expect(theCard()).toBe(document.activeElement);
    await user.keyboard('{Enter}Whose voice is this?{Control>}{Enter}{/Control}');
    expect(asked).toEqual([['reply', 'a1', 'Whose voice is this?']]);
  });

  it('offers to change and withdraw what is one’s own, and asks once before it goes', async () => {
    const { user, asked } = openCase({ threads: [makeThread({ by: 'ada' })] });
    theText().focus();
    await user.keyboard('j');
    await user.click(screen.getByRole('button', { name: 'Withdraw' }));
    expect(asked).toEqual([]);
    const question = screen.getByRole('group', { name: 'Withdraw this annotation' });
    expect(question.textContent).toContain('the group (2)');
    await user.click(within(question).getByRole('button', { name: 'Withdraw' }));
    expect(asked).toEqual([['withdraw', 'a1']]);
  });

  it('offers neither on what another has written', async () => {
    const { user } = openCase({ threads: [makeThread()] });
    theText().focus();
    await user.keyboard('j');
    expect(screen.queryByRole('button', { name: 'Withdraw' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Change' })).toBeNull();
  });

  it('gives a refused annotation back to be mended', async () => {
    const refused = makeThread({
      by: 'ada',
      note: 'Heavy.',
      keeping: { state: 'refused', code: 'unknown-code', detail: 'This code is not in the codebook any more.' },
    });
    const { user, asked } = openCase({ threads: [refused] });
    expect(screen.getByRole('alert').textContent).toContain('not in the codebook');
    await user.click(screen.getByRole('button', { name: 'Mend' }));
    expect(asked).toEqual([['dismiss', 'a1']]);
    expect(screen.getByRole('textbox', { name: 'Note' })).toHaveProperty('value', 'Heavy.');
    expect(screen.getByRole('button', { name: 'Set Denial' })).toBeDefined();
  });

  it('says what is kept and what is not yet', () => {
    const queued = makeThread({ id: 'a2', by: 'ada', keeping: { state: 'queued' } });
    openCase({ threads: [queued], unkept: 1 });
    expect(within(theCard('Denial, by you')).getByText('Not yet kept')).toBeDefined();
  });
});

describe('the page', () => {
  it('says what to do while there is nothing', () => {
    openCase();
    expect(screen.getByText('Select a passage to add the first annotation.')).toBeDefined();
  });

  it('lets a change come in without touching the words', () => {
    const { become } = openCase();
    const words = theText().querySelector('[data-words]')?.firstChild;
    become({ threads: [makeThread()], version: 2 });
    expect(theCard()).toBeDefined();
    expect(theText().querySelector('[data-words]')?.firstChild).toBe(words);
  });

  it('hides everything of the case on Esc Esc, and shows it again on a key', async () => {
    const { user } = openCase({ threads: [makeThread()] });
    theText().focus();
    await user.keyboard('{Escape}{Escape}');
    expect(screen.getByRole('dialog', { name: 'Hidden' })).toBeDefined();
    expect(theText().closest('[data-hidden]')).not.toBeNull();
    await user.keyboard('x');
    expect(screen.queryByRole('dialog', { name: 'Hidden' })).toBeNull();
  });

  it('shows only what carries a chosen code, and says that it does', async () => {
    const frame = makeThread({ id: 'a2', codes: [{ codebook: 'frame', version: '1.0.0', code: 'time' }] });
    const { user } = openCase({ threads: [makeThread(), frame] });
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('time{Enter}');
    expect(screen.getByText('1 of 2 shown')).toBeDefined();
    expect(screen.queryByRole('article', { name: 'Denial, by Jonas Smit' })).toBeNull();
  });

  it('says who is here', () => {
    openCase({ present: [{ personId: 'ada' }, { personId: 'jonas' }] });
    expect(screen.getByRole('button', { name: '2 here' })).toBeDefined();
  });
});

describe('a case that is closed while it is open', () => {
  it('is only read, and what was being written is there once it is opened again', async () => {
    const { user, asked, becomeClosed } = openCase({ threads: [makeThread({ by: 'ada', note: 'Said twice.' })] });
    theText().focus();
    await user.keyboard('j{Enter}Whose');
    becomeClosed('2026-06-04T18:00:00Z');
    expect(screen.queryByRole('textbox', { name: 'Reply' })).toBeNull();
    for (const name of [/^Reply/u, 'Resolve', 'Change', 'Withdraw']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
    expect(screen.getByRole('button', { name: 'Someone is named here' })).toBeDefined();
    theText().focus();
    await user.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}d');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(noticed()).toEqual(['This case is closed: nothing is added to it.']);
    const bar = screen.getByRole('toolbar', { name: 'Selected passage' });
    expect(
      within(bar)
        .getAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual(['Someone is named']);

    becomeClosed(null);
    expect(screen.getByRole('textbox', { name: 'Reply' })).toHaveProperty('value', 'Whose');
    theText().focus();
    await user.keyboard('d');
    expect(screen.getByRole('dialog', { name: 'Add an annotation' })).toBeDefined();
    expect(asked).toEqual([]);
  });
});
