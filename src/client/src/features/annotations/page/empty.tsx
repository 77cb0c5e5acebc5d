/** What the margin is for, while there is nothing in it. */
export function Empty({ loaded, isClosed }: { loaded: boolean; isClosed: boolean }) {
  if (!loaded) return null;
  if (isClosed) return <p className="margin-empty quiet">Nothing was annotated before this case was closed.</p>;
  return (
    <div className="margin-empty">
      <p>Select a passage to add the first annotation.</p>
      <p className="quiet">
        Drag over the words, or press <kbd>→</kbd> in the text and hold <kbd>Shift</kbd>. Then choose a code, or press
        its key: <kbd>d</kbd> for defences, <kbd>t</kbd> for transference, <kbd>?</kbd> for all keys.
      </p>
    </div>
  );
}
