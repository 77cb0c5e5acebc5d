import { place } from './place';

/**
 * How a card is shown: in full, as one line, or together with its neighbours as one stack. Dense passages fold by
 * themselves, so that every card stays near the words it is about.
 */
export type Anchored = {
  id: string;
  at: number;
  height: number;
  open: boolean;
  /** Stays as it is and where it is, whatever happens around it. */
  hold?: { kind: 'card' | 'line'; top: number; height: number };
};
export type Slot = {
  kind: 'card' | 'line' | 'stack';
  /** The first of `ids`; the only one but in a stack. */
  first: string;
  ids: readonly string[];
  at: number;
  height: number;
  top: number;
};

export const LINE_HEIGHT = 34;
export const STACK_HEIGHT = 68;
const STACK_BAND = 180;
const FURTHEST = 260;
const GAP = 8;

type Shape = Slot['kind'];
type Piece = { shape: Shape; ids: string[]; at: number; height: number; still: boolean };

/** Items in reading order in, slots in the order of their tops out. An open or held one is never folded and never moved. */
export function layOut(items: readonly Anchored[]): Slot[] {
  const full = items.map((item): Piece => ({
    shape: item.hold?.kind ?? 'card',
    ids: [item.id],
    at: item.hold?.top ?? item.at,
    height: item.hold?.height ?? item.height,
    still: item.open || item.hold !== undefined,
  }));
  const lined = fold(full, (run) =>
    run.map((piece) => (piece.still ? piece : { ...piece, shape: 'line', height: LINE_HEIGHT })),
  );
  const stacked = fold(lined, stacks);
  const tops = place(stacked.map(wish), GAP);
  const fullHeights = new Map(items.map((item) => [item.id, item.height]));
  return stacked.map((piece, index) => {
    const top = tops[index] ?? piece.at;
    return slot(unfolded(piece, (tops[index + 1] ?? Infinity) - top - GAP, fullHeights), top);
  });
}

/** A line that fell in with a crowd far off, yet has the room for its card, is a card again. */
function unfolded(piece: Piece, room: number, fullHeights: ReadonlyMap<string, number>): Piece {
  const height = fullHeights.get(piece.ids[0] ?? '') ?? Infinity;
  return piece.shape === 'line' && !piece.still && height <= room ? { ...piece, shape: 'card', height } : piece;
}

/** Replaces each run of pieces that pushes one of its own too far from its words. */
function fold(pieces: readonly Piece[], replace: (run: readonly Piece[]) => Piece[]): Piece[] {
  const tops = place(pieces.map(wish), GAP);
  const out: Piece[] = [];
  let from = 0;
  while (from < pieces.length) {
    let to = from + 1;
    while (to < pieces.length && touches(pieces[to - 1], tops[to - 1], tops[to])) to += 1;
    const run = pieces.slice(from, to);
    const strayed = run.some((piece, index) => Math.abs((tops[from + index] ?? piece.at) - piece.at) > FURTHEST);
    out.push(...(strayed ? replace(run) : run));
    from = to;
  }
  return out;
}

function touches(above: Piece | undefined, top: number | undefined, next: number | undefined): boolean {
  return above !== undefined && top !== undefined && next !== undefined && next - (top + above.height) <= GAP + 1;
}

function stacks(run: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  const bands = new Map<number, Piece>();
  for (const piece of run) {
    if (piece.still) {
      out.push(piece);
      continue;
    }
    const number = Math.floor(piece.at / STACK_BAND);
    const band = bands.get(number);
    if (band) {
      band.shape = 'stack';
      band.height = STACK_HEIGHT;
      band.ids.push(...piece.ids);
    } else {
      const first = { ...piece, ids: [...piece.ids] };
      bands.set(number, first);
      out.push(first);
    }
  }
  return out.sort((a, b) => a.at - b.at);
}

const wish = (piece: Piece) => ({ at: piece.at, height: piece.height, fixed: piece.still });

function slot({ shape, ids, at, height }: Piece, top: number): Slot {
  return { kind: shape, first: ids[0] ?? '', ids, at, height, top };
}
