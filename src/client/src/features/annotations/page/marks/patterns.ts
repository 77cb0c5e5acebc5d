import type { Family } from '@/shared/api/shapes';

/**
 * How each family's line is drawn, so that it can be told without its hue. Curves are drawn as paths; the others as
 * straight lines that the style sheet dashes.
 */
export function underline(family: Family, left: number, right: number, y: number): string {
  switch (family) {
    case 'transference':
      return wave(left, right, y);
    case 'rupture':
      return zigzag(left, right, y);
    case 'countertransference':
      return `M${n(left)} ${n(y - 1.4)}H${n(right)}M${n(left)} ${n(y + 1.4)}H${n(right)}`;
    case 'defences':
    case 'attachment':
    case 'alliance':
    case 'frame':
    case 'process':
    case 'other':
      return `M${n(left)} ${n(y)}H${n(right)}`;
  }
}

const HALF_WAVE = 4;
const HEIGHT = 1.7;

function wave(left: number, right: number, y: number): string {
  let path = `M${n(left)} ${n(y)}`;
  let up = true;
  for (let x = left; x < right - 1; x += HALF_WAVE) {
    const step = Math.min(HALF_WAVE, right - x);
    path += `q${n(step / 2)} ${up ? -2 * HEIGHT : 2 * HEIGHT} ${n(step)} 0`;
    up = !up;
  }
  return path;
}

function zigzag(left: number, right: number, y: number): string {
  let path = `M${n(left)} ${n(y + HEIGHT)}`;
  let up = true;
  for (let x = left; x < right - 1; x += 3) {
    const step = Math.min(3, right - x);
    path += `l${n(step)} ${up ? -2 * HEIGHT : 2 * HEIGHT}`;
    up = !up;
  }
  return path;
}

/** A tenth of a pixel is as fine as can be seen, and halves the length of a path. */
const n = (value: number) => Math.round(value * 10) / 10;

export const families: readonly Family[] = [
  'defences',
  'attachment',
  'transference',
  'countertransference',
  'alliance',
  'frame',
  'rupture',
  'process',
  'other',
];

export const familyNames: Readonly<Record<Family, string>> = {
  defences: 'Defences',
  attachment: 'Attachment',
  transference: 'Transference',
  countertransference: 'Countertransference',
  alliance: 'Alliance',
  frame: 'Frame',
  rupture: 'Rupture, repair',
  process: 'Process',
  other: 'Other',
};
