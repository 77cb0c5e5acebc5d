import { filler, isNothingLeft } from '@/shared/redaction/passages';
import './words.css';

export const removedLabel = 'removed to protect identity';

/** What people wrote, with a grey bar where something was removed from it. */
export function Words({ children }: { children: string }) {
  if (!children.includes(filler)) return children;
  if (isNothingLeft(children)) return <span className="removed-whole">Removed</span>;
  return children.split(/(█+)/).map((part, index) =>
    part.startsWith(filler) ? (
      <span key={index} className="removed" role="img" aria-label={removedLabel} title={removedLabel}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
