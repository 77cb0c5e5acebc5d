import { expect, test } from 'vitest';
import { tokenIn } from './token';

test('the token stands behind the hash', () => {
  expect(tokenIn('#abcdefghij_klmnopqrst-UV')).toBe('abcdefghij_klmnopqrst-UV');
});

test('anything else is no token', () => {
  expect(tokenIn('')).toBeUndefined();
  expect(tokenIn('#main')).toBeUndefined();
  expect(tokenIn('#abcdefghijklmnopqrstuvw<x>')).toBeUndefined();
});
