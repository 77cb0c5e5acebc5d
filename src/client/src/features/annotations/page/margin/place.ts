/** Something that wants to stand at `at`, is `height` tall, and yields to its neighbours unless `fixed`. */
export type Wish = { at: number; height: number; fixed?: boolean };

const GAP = 8;
const FIXED = 1e7;

type Pool = { sum: number; weight: number; count: number };

/**
 * Tops for wishes in order, none overlapping, as near to where they want to be as can be (least squares, pooling
 * neighbours that would collide). A fixed one stays where it is and the others make room, above it too.
 */
export function place(wishes: readonly Wish[], gap = GAP): number[] {
  const pools: Pool[] = [];
  let before = 0;
  const offsets = wishes.map((wish) => {
    const offset = before;
    before += wish.height + gap;
    return offset;
  });
  wishes.forEach((wish, index) => {
    const weight = wish.fixed ? FIXED : 1;
    let pool: Pool = { sum: (wish.at - (offsets[index] ?? 0)) * weight, weight, count: 1 };
    for (let last = pools.at(-1); last && mean(last) > mean(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, weight: last.weight + pool.weight, count: last.count + pool.count };
    }
    pools.push(pool);
  });
  const tops: number[] = [];
  for (const pool of pools) {
    // Nothing rises above the top of the column.
    const base = Math.max(0, mean(pool));
    for (let held = 0; held < pool.count; held += 1) tops.push(base + (offsets[tops.length] ?? 0));
  }
  return tops;
}

const mean = (pool: Pool) => pool.sum / pool.weight;
