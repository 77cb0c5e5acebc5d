import type { Thread } from '@/features/annotations/room/types';
import type { Geometry } from '../text/geometry';

/** Beyond this many the margin is folded anyway, and a line more or less does not show. */
const MEASURED = 600;

/** The height of the words of each thread, measured once a layout for as long as there are not too many. */
export class Tops {
  readonly #exact = new Map<string, number>();
  #version = -1;

  of(threads: readonly Thread[], geometry: Geometry, version: number, open: string | undefined): number[] {
    if (version !== this.#version) this.#exact.clear();
    this.#version = version;
    const many = threads.length > MEASURED;
    return threads.map((thread) => {
      const known = this.#exact.get(thread.id);
      if (known !== undefined) return known;
      if (many && thread.id !== open) return geometry.roughTopOf(thread.span.start);
      const top = geometry.topOf(thread.span.start);
      this.#exact.set(thread.id, top);
      return top;
    });
  }
}
