import { describe, expect, test } from 'vitest';
import { fileProblem, matching } from './import-file';

describe('a file to import', () => {
  test.each([
    ['heron.txt', 10, undefined],
    ['AnnoMI-full.CSV', 10, undefined],
    ['heron.docx', 10, 'Choose a .txt or a .csv file.'],
    ['heron.txt', 0, 'This file is empty. Choose another.'],
    ['heron.csv', 5 * 1024 * 1024 + 1, 'This file is larger than 5 MB. Choose a smaller one.'],
  ])('%s of %i bytes', (name, size, expected) => {
    expect(fileProblem({ name, size })).toBe(expected);
  });
});

describe('searching transcripts', () => {
  const transcripts = [
    { number: 4, title: 'Motivational interviewing: good example, alcohol' },
    { number: 14, title: 'The ineffective physician: smoking' },
  ];

  test.each([
    ['', [4, 14]],
    ['good ALCOHOL', [4]],
    ['14', [14]],
    ['nothing', []],
  ])('for "%s"', (search, expected) => {
    expect(matching(transcripts, search).map((one) => one.number)).toEqual(expected);
  });
});
