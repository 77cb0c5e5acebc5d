import { Button } from '@/shared/ui/button';
import { nameText } from './naming';
import { openPalette } from './palette/open-palette';
import { useIsClosed, usePage } from './state/page';
import { useMedia } from './state/use-media';
import { useStore } from './state/store';
import { narrow } from './text/use-pointer';

/** Under the thumb, once words are selected by touch; the handles of the selection stay free. In a closed case, instead of the palette. */
export function SelectionBar() {
  const page = usePage();
  const touch = useMedia(`${narrow}, (pointer: coarse)`);
  const isClosed = useIsClosed();
  const selection = useStore(page.store, (state) => (state.palette?.takesFocus ? undefined : state.selection));
  if (!selection || !(touch || isClosed)) return null;
  return (
    <div className="selection-bar" role="toolbar" aria-label="Selected passage">
      {isClosed ? null : (
        <>
          <Button look="primary" onPress={() => openPalette(page, { range: selection })}>
            Add codes
          </Button>
          <Button onPress={() => openPalette(page, { range: selection, writesNote: true })}>With a note</Button>
        </>
      )}
      <Button onPress={() => nameText(page, selection)}>Someone is named</Button>
    </div>
  );
}
