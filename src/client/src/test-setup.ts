import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';

afterEach(cleanup);

// As long as a busy machine needs; whoever waits goes on as soon as it is so.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has no CSS object; dialogs look up the page's nonce with it, of which there is none.
beforeEach(() => {
  if (typeof CSS === 'undefined') vi.stubGlobal('CSS', { escape: (text: string) => text });
});
