import { describe, expect, it } from 'vitest';
import { placeBeside } from './place-beside';

const panel = { width: 384, height: 400 };
const passage = { left: 300, right: 920, top: 300, bottom: 350 };

describe('where the palette opens', () => {
  it('is beside the text, at the height of the words, where there is room', () => {
    expect(placeBeside(passage, panel, { width: 1440, height: 900 })).toEqual({ left: 932, top: 288 });
  });

  it('is below the words otherwise, within the window', () => {
    expect(placeBeside(passage, panel, { width: 1000, height: 900 })).toEqual({ left: 300, top: 362 });
    expect(placeBeside({ ...passage, left: 800 }, panel, { width: 1000, height: 900 }).left).toBe(608);
  });

  it('is above them near the foot of the window', () => {
    expect(placeBeside({ ...passage, top: 700, bottom: 730 }, panel, { width: 1000, height: 900 }).top).toBe(288);
  });

  it('stays on the screen when there is room nowhere', () => {
    expect(placeBeside({ ...passage, top: 80, bottom: 480 }, panel, { width: 1000, height: 500 }).top).toBe(92);
  });
});
