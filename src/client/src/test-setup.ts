import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';

afterEach(cleanup);

// jsdom has no CSS object; dialogs look up the page's nonce with it, of which there is none.
beforeEach(() => {
  if (typeof CSS === 'undefined') vi.stubGlobal('CSS', { escape: (text: string) => text });
});
