/** Lanes that are drawn below the words; what finds none free is counted beside the line instead. */
export const LANES = 2;

/** Stands for a mark that found no free lane. */
export const NO_LANE = LANES;

type Extent = { start: number; end: number };

/**
 * One lane for each extent, so that no two in a lane overlap. Extents come by start, longer first; each takes the
 * uppermost free lane. What begins where another ends may follow it in its lane.
 */
export function assignLanes(extents: readonly Extent[]): number[] {
  const ends = new Array<number>(LANES).fill(-1);
  return extents.map(({ start, end }) => {
    const lane = ends.findIndex((taken) => taken <= start);
    if (lane < 0) return NO_LANE;
    ends[lane] = end;
    return lane;
  });
}
