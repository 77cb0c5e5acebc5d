import { vi } from 'vitest';

// What jsdom has no idea of: layout. Every letter is ten pixels wide and thirty tall, all on one line.
const LETTER = { width: 10, height: 30 };

function rectOf(start: number, end: number): DOMRect {
  return new DOMRect(start * LETTER.width, 0, Math.max(0, end - start) * LETTER.width, LETTER.height);
}

function rectsOf(this: Range): DOMRectList {
  const rects = [rectOf(this.startOffset, this.endOffset)];
  return Object.assign(rects, { item: (index: number) => rects[index] ?? null });
}

/** Lets the page be rendered without a browser, as on a screen of the width given. */
export function standInForTheBrowser({ narrow = false } = {}) {
  Range.prototype.getClientRects = rectsOf;
  Range.prototype.getBoundingClientRect = function (this: Range) {
    return rectOf(this.startOffset, this.endOffset);
  };
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal('scrollBy', () => undefined);
  vi.stubGlobal('CSS', { escape: (name: string) => name });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {
        // Nothing is ever resized.
      }
      disconnect() {
        // Nor was it.
      }
      unobserve() {
        // Nor will it be.
      }
    },
  );
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('max-width') && narrow,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}
