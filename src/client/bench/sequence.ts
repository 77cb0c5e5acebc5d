/** Numbers that look random and are the same in every run. */
export type Sequence = { below(limit: number): number; pick<T>(items: readonly T[]): T };

export function sequence(seed: number): Sequence {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
  return {
    below,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
  };
}
