import type { CodeEntry } from './code-index';

/** What the code at hand means, and an invented example of it. Room is kept for it, so that the list stands still. */
export function Definition({ entry }: { entry: CodeEntry | undefined }) {
  if (!entry) return null;
  const { code, book } = entry;
  return (
    <div className="definition" aria-live="polite">
      <p>{code.definition}</p>
      {code.cue ? <p className="definition-cue">{code.cue}</p> : null}
      {code.escalate ? (
        <p className="definition-care">
          Setting this reports nobody. If someone may be at risk, speak to your supervisor or safeguarding lead today.
        </p>
      ) : null}
      {code.sensitive ? (
        <p className="definition-care">Shown to the members of this case only, never in reports.</p>
      ) : null}
      <p className="quiet">{book.title}</p>
    </div>
  );
}
