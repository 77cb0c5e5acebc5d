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

test('it can be left', async () => {
  const { onClose } = show();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(onClose).toHaveBeenCalled();
});
