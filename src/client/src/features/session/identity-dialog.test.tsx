import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { IdentityDialog } from './identity-dialog';

afterEach(() => vi.unstubAllGlobals());

function show() {
  // React Aria asks for it when a dialog opens; jsdom has none.
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    const { password } = JSON.parse(init.body as string) as { password: string };
    const isRight = password === 'think together';
    return Promise.resolve(
      isRight
        ? new Response(null, { status: 204 })
        : new Response(JSON.stringify({ code: 'password-wrong', detail: 'The password is not right.' }), {
            status: 409,
          }),
    );
  });
  const listeners = { onConfirmed: vi.fn(), onClose: vi.fn() };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IdentityDialog isOpen {...listeners} />
    </QueryClientProvider>,
  );
  return listeners;
}

test('the right password confirms who it is, another does not', async () => {
  const { onConfirmed, onClose } = show();
  await userEvent.type(screen.getByLabelText('Password'), 'think alone{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('not right');
  expect(onConfirmed).not.toHaveBeenCalled();
  await userEvent.clear(screen.getByLabelText('Password'));
  await userEvent.type(screen.getByLabelText('Password'), 'think together{Enter}');
  await waitFor(() => expect(onConfirmed).toHaveBeenCalled());
  expect(onClose).not.toHaveBeenCalled();
});

test('whoever came in by the institute confirms there, and the dialog answers when they are back', async () => {
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  const open = vi.fn<(address: string) => object>(() => ({}));
  vi.stubGlobal('open', open);
  const onConfirmed = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IdentityDialog
        isOpen
        institute={{ id: 'an-id', name: 'Riverside' }}
        onConfirmed={onConfirmed}
        onClose={vi.fn()}
      />
    </QueryClientProvider>,
  );
  expect(screen.queryByLabelText('Password')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Confirm at Riverside' }));
  expect(open.mock.calls[0]?.[0]).toBe('/api/session/provider/an-id?confirm=true&next=%2Fconfirmed');
  new BroadcastChannel('supervision.institute-way').postMessage('returned');
  await waitFor(() => expect(onConfirmed).toHaveBeenCalledOnce());
});

test('it can be left', async () => {
  const { onClose } = show();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(onClose).toHaveBeenCalled();
});
