/** Of the passage: where its words are, `right` the edge of the text's column. All in pixels of the window. */
export type Passage = { left: number; right: number; top: number; bottom: number };
export type Size = { width: number; height: number };

const GAP = 12;
const EDGE = 8;
const HEADER = 64;

/** Over the margin where that is wide enough, so that nothing of the text is covered; else below the words, or above. */
export function placeBeside(passage: Passage, panel: Size, screen: Size): { left: number; top: number } {
  const lowest = Math.max(HEADER, screen.height - panel.height - EDGE);
  const clamp = (top: number) => Math.min(Math.max(HEADER, top), lowest);
  const beside = passage.right + GAP;
  if (beside + panel.width + EDGE <= screen.width) return { left: beside, top: clamp(passage.top - GAP) };
  const left = Math.max(EDGE, Math.min(passage.left, screen.width - panel.width - EDGE));
  const below = passage.bottom + GAP;
  if (below <= lowest) return { left, top: below };
  const above = passage.top - GAP - panel.height;
  return { left, top: above >= HEADER ? above : lowest };
}
