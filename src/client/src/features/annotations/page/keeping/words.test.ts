import { describe, expect, it } from 'vitest';
import type { Connection } from '@/features/annotations/room/types';
import { keepingWords } from './words';

const now = Date.parse('2026-06-04T18:42:10Z');
const shown = (connection: Connection, unkept = 0) => keepingWords(connection, unkept, now, 'Europe/London').shown;

describe('the state of keeping', () => {
  it('says up to when everything is kept, in the zone of the person', () => {
    expect(shown({ state: 'live', keptAt: '2026-06-04T17:42:07Z' })).toBe('Kept up to 18:42:07');
  });

  it('counts what is on its way', () => {
    expect(shown({ state: 'live', keptAt: '2026-06-04T17:42:07Z' }, 1)).toBe('Keeping 1 change');
  });

  it('says what waits on this device, why, and when it will be tried again', () => {
    const away: Connection = { state: 'away', since: '2026-06-04T18:42:00Z', nextTryAt: '2026-06-04T18:42:12.600Z' };
    expect(shown(away, 2)).toBe('2 changes on this device, not yet kept: no connection, trying again in 3 s');
    expect(shown(away)).toBe('No connection, trying again in 3 s');
    expect(shown({ ...away, nextTryAt: undefined })).toBe('No connection, trying again');
  });

  it('says so when one is signed out or shut out', () => {
    expect(shown({ state: 'signed-out' }, 3)).toBe('You are signed out. 3 changes on this device, not yet kept');
    expect(shown({ state: 'closed', code: 'left-group' })).toBe('This case is closed to you');
  });

  it('speaks the same words however the seconds go by', () => {
    const away: Connection = { state: 'away', since: '2026-06-04T18:42:00Z', nextTryAt: '2026-06-04T18:42:13Z' };
    expect(keepingWords(away, 1, now).spoken).toBe(keepingWords(away, 1, now + 1_000).spoken);
  });
});
