import { useLayoutEffect, useRef } from 'react';
import { Dialog } from '@/shared/ui/dialog';
import { useMedia } from '../state/use-media';
import { usePage } from '../state/page';
import type { PaletteTask } from '../state/page-state';
import { useStore } from '../state/store';
import { narrow } from '../text/use-pointer';
import { closePalette } from './open-palette';
import { PaletteBody } from './palette-body';
import { placeBeside } from './place-beside';
import './palette.css';

/** Opens beside what was selected; on a narrow screen it comes up from the bottom edge. */
export function Palette() {
  const page = usePage();
  const task = useStore(page.store, (state) => state.palette);
  const sheet = useMedia(narrow);
  if (!task) return null;
  const key = `${task.kind} ${task.range.start} ${task.range.end} ${task.annotationId ?? ''}`;
  if (!sheet) return <Floating key={key} task={task} />;
  if (!task.takesFocus) return null;
  return (
    <Dialog title={titleOf(task)} shape="side" isOpen onClose={() => closePalette(page)}>
      <PaletteBody key={key} task={task} />
    </Dialog>
  );
}

const titleOf = (task: PaletteTask) => (task.kind === 'replace' ? 'Change the annotation' : 'Add an annotation');

function Floating({ task }: { task: PaletteTask }) {
  const page = usePage();
  const version = useStore(page.surface, (surface) => surface.version);
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { geometry, article } = page.surface.get();
    const panel = ref.current;
    if (!geometry || !article || !panel) return;
    const pieces = geometry.pieces(task.range);
    const first = pieces[0];
    const last = pieces.at(-1);
    if (!first || !last) return;
    const origin = article.getBoundingClientRect();
    const { width, height } = panel.getBoundingClientRect();
    const at = placeBeside(
      {
        left: origin.left + Math.min(first.left, last.right),
        right: origin.right,
        top: origin.top + first.top,
        bottom: origin.top + last.bottom,
      },
      { width, height },
      { width: document.documentElement.clientWidth, height: window.innerHeight },
    );
    // In the page, not over it: it scrolls along with the words it is about.
    panel.style.top = `${at.top + window.scrollY}px`;
    panel.style.left = `${at.left}px`;
  }, [page, version, task.range]);
  return (
    <div ref={ref} className="palette" role="dialog" aria-label={titleOf(task)}>
      <PaletteBody task={task} />
    </div>
  );
}
