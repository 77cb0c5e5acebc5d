import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { CheckContext } from './check-context';
import type { Check } from './checker';
import { HeldBack } from './held-back';
import { findingsOf } from './testing';
import { useContribution } from './use-contribution';

const check: Check = (text) =>
  Promise.resolve({
    ruleVersion: '1',
    findings: findingsOf(text, {
      Anna: {},
      Robin: {},
      Whitstable: { kind: 'PLACE', identification: 'quasi' },
      Hope: { tier: 'weak' },
    }),
  });

const silent: Check = () => new Promise(() => undefined);

function Composer({ onSend, isLive }: { onSend: (words: string, kept: unknown) => void; isLive: boolean }) {
  const [text, setText] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const contribution = useContribution({ text, onText: setText, isLive: () => isLive });
  return (
    <>
      <textarea ref={box} aria-label="Reply" value={text} onChange={(event) => setText(event.target.value)} />
      <HeldBack contribution={contribution} onEdit={() => box.current?.focus()} />
      <button type="button" onClick={() => contribution.give(onSend)}>
        Reply
      </button>
    </>
  );
}

function show(by: Check | 'nothing' = check, isLive = true) {
  const onSend = vi.fn();
  render(
    <CheckContext value={by === 'nothing' ? undefined : by}>
      <Composer onSend={onSend} isLive={isLive} />
    </CheckContext>,
  );
  return { onSend, user: userEvent.setup({ delay: null }) };
}

async function reply(user: ReturnType<typeof userEvent.setup>, words: string) {
  await user.type(screen.getByLabelText('Reply'), words);
  await user.click(screen.getByRole('button', { name: 'Reply' }));
}

const heldBack = () => screen.findByRole('alert');

describe('a reply on its way', () => {
  test('goes as it is when nothing in it identifies by itself', async () => {
    const { onSend, user } = show();
    await reply(user, ' Hope was cold in Whitstable. ');
    await waitFor(() => expect(onSend).toHaveBeenCalledWith('Hope was cold in Whitstable.', undefined));
  });

  test('is held back for a name, and Enter sends it with another', async () => {
    const { onSend, user } = show();
    await reply(user, 'Anna was cold.');
    expect((await heldBack()).textContent).toBe('Not sent yet: “Anna” may identify somebody.');
    expect(onSend).not.toHaveBeenCalled();
    await user.keyboard('{Enter}');
    const kept = [{ start: 0, end: 5, because: 'Invented for this case' }];
    await waitFor(() => expect(onSend).toHaveBeenCalledWith('Robin was cold.', kept));
  });

  test('Alt and C do the same', async () => {
    const { onSend, user } = show();
    await reply(user, 'I met Anna.');
    await heldBack();
    await user.keyboard('{Alt>}c{/Alt}');
    await waitFor(() => expect(onSend).toHaveBeenCalledOnce());
    expect(onSend.mock.calls[0]?.[0]).toBe('I met Robin.');
  });

  test('Escape goes back to the words', async () => {
    const { onSend, user } = show();
    await reply(user, 'Anna was cold.');
    await heldBack();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByLabelText('Reply')).toBe(document.activeElement);
    expect(screen.getByLabelText<HTMLTextAreaElement>('Reply').value).toBe('Anna was cold.');
    expect(onSend).not.toHaveBeenCalled();
  });

  test('is kept as it is for a reason, with the place it stands at', async () => {
    const { onSend, user } = show();
    await reply(user, ' Anna wrote on this.');
    await heldBack();
    await user.click(screen.getByRole('button', { name: 'It identifies nobody because …' }));
    await user.click(screen.getByRole('button', { name: 'A published author or theory' }));
    const kept = [{ start: 0, end: 4, because: 'A published author or theory' }];
    expect(onSend).toHaveBeenCalledWith('Anna wrote on this.', kept);
  });

  test('says beforehand what it will ask about', async () => {
    const { user } = show();
    await user.type(screen.getByLabelText('Reply'), 'Anna was cold.');
    expect(await screen.findByText(/^May identify somebody: “Anna”/u)).toBeTruthy();
  });

  test('without a connection goes into the queue at once', async () => {
    const { onSend, user } = show(silent, false);
    await reply(user, 'Anna was cold.');
    expect(onSend).toHaveBeenCalledWith('Anna was cold.', undefined);
  });

  test('is not held up by a check that does not answer: the server looks at it', async () => {
    const { onSend, user } = show(silent);
    await reply(user, 'Anna was cold.');
    expect(onSend).not.toHaveBeenCalled();
    await waitFor(() => expect(onSend).toHaveBeenCalledOnce(), { timeout: 5_000 });
  });

  test('where nothing checks, goes at once', async () => {
    const { onSend, user } = show('nothing');
    await reply(user, 'Anna was cold.');
    expect(onSend).toHaveBeenCalledOnce();
  });
});
