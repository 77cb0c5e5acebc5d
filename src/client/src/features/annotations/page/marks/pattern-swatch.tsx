import type { Family } from '@/shared/api/shapes';
import { underline } from './patterns';

/** A short piece of a family's line, as a key beside its name. */
export function PatternSwatch({ family, width = 22 }: { family: Family; width?: number }) {
  return (
    <svg className="swatch" width={width} height="8" viewBox={`0 0 ${width} 8`} data-family={family} aria-hidden="true">
      <path className="mark-line" data-family={family} d={underline(family, 1, width - 1, 4)} />
    </svg>
  );
}
