import { parseRecent } from '../palette/recent-codes';

// On this device only, and never anything of a case.
const KEYS = 'supervision.single-keys';
const RECENT = 'supervision.recent-codes';

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export const readKeysOn = () => read(KEYS) !== 'off';
export const writeKeysOn = (on: boolean) => write(KEYS, on ? 'on' : 'off');
export const readRecent = () => parseRecent(read(RECENT));
export const writeRecent = (keys: readonly string[]) => write(RECENT, JSON.stringify(keys));
