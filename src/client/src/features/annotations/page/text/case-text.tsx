import { memo, type RefObject } from 'react';
import { useStore } from '../state/store';
import { usePage } from '../state/page';
import type { Block } from '@/shared/api/shapes';
import { removedIn } from '@/shared/redaction/passages';
import { removedLabel, Words } from '@/shared/ui/words';
import { isHardWrapped } from './blocks';
import type { Tile } from './tiles';
import './case-text.css';

type CaseTextProps = { articleRef: RefObject<HTMLElement | null>; layerRef: RefObject<HTMLDivElement | null> };

/**
 * The words of the case. Rendered once and again only when a passage is removed or put back, in the same text nodes:
 * marks, selections and whatever else changes are drawn in layers behind and above.
 */
export const CaseText = memo(function CaseText({ articleRef, layerRef }: CaseTextProps) {
  const page = usePage();
  const { blocks, text, title } = useStore(page.shown, (shown) => shown.caseView);
  const tilesOf: Tile[][] = blocks.map(() => []);
  for (const tile of page.tiles) tilesOf[tile.block]?.push(tile);
  const withTurns = blocks.some((block) => block.kind === 'turn');
  return (
    <article
      ref={articleRef}
      id="case-text"
      className="case-text"
      data-turns={withTurns || undefined}
      aria-label={`Text of ${title}`}
      aria-describedby="case-text-hint"
      // The text takes the focus so that the caret in it can be moved by keys.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <div ref={layerRef} className="marks-layer" aria-hidden="true" />
      {blocks.map((block, index) => (
        <BlockView key={block.start} block={block} index={index} words={wordsOf(tilesOf[index] ?? [], text)} />
      ))}
    </article>
  );
});

const wordsOf = (tiles: readonly Tile[], text: string) => tiles.map((tile) => text.slice(tile.start, tile.end));

function BlockView({ block, index, words }: { block: Block; index: number; words: string[] }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h2 className="case-heading" id={`block-${index}`}>
          <span data-words="" dir="auto">
            {words}
          </span>
          <BlockCount index={index} words={words} />
        </h2>
      );
    case 'paragraph':
      return (
        <p className="case-paragraph" data-wrapped={isHardWrapped(words.join('')) || undefined}>
          <span data-words="" dir="auto">
            {words}
          </span>
          <BlockCount index={index} words={words} />
        </p>
      );
    case 'turn':
      return (
        <div className="case-turn" data-role={block.speaker?.toLocaleLowerCase('en-GB')}>
          <span className="case-speaker">
            <bdi>
              <Words>{block.speaker ?? ''}</Words>
            </bdi>
            {block.time ? <time className="case-time">{block.time}</time> : null}
          </span>
          <p>
            <span data-words="" dir="auto">
              {words}
            </span>
            <BlockCount index={index} words={words} />
          </p>
        </div>
      );
  }
}

/** For those who read by ear: the drawn marks say nothing to them. */
function BlockCount({ index, words }: { index: number; words: readonly string[] }) {
  const page = usePage();
  const count = useStore(page.live, (live) => live.index.byBlock[index]?.length ?? 0);
  const removed = words.reduce((sum, part) => sum + removedIn(part).length, 0);
  const said = [
    ...(removed > 0 ? [`${removed} ${removed === 1 ? 'passage' : 'passages'} ${removedLabel}`] : []),
    ...(count > 0 ? [`${count} ${count === 1 ? 'annotation' : 'annotations'}`] : []),
  ];
  if (said.length === 0) return null;
  return <span className="visually-hidden case-count">{` (${said.join(', ')})`}</span>;
}
