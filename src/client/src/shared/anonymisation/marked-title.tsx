import { useMemo, useRef } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import { linesOf } from './line-marks';
import { MarkedPieces } from './marked-pieces';
import { inventedFor, type Subject } from './subject';
import '@/shared/ui/text-field.css';
import './found.css';
import './marked-title.css';

type Props = {
  subject: Subject;
  limit: number;
  seenBy: string;
  problem: string | undefined;
  onType: (words: string) => void;
};

/** The title's field, with marks under what was found: drawn in a copy of its words behind it. */
export function MarkedTitle({ subject, limit, seenBy, problem, onType }: Props) {
  const { title } = subject;
  const marks = useRef<HTMLDivElement>(null);
  const line = useMemo(() => linesOf(title, inventedFor(subject), undefined)[0], [title, subject]);
  const over = title.text.length - limit;
  return (
    <TextField
      className="text-field"
      value={title.text}
      onChange={onType}
      isInvalid={problem !== undefined}
      autoComplete="off"
    >
      <Label>Title</Label>
      <Text slot="description" className="text-field-hint">
        A name that points at nobody, such as “Heron”.
      </Text>
      <FieldError className="text-field-problem">{problem}</FieldError>
      <div className="marked-title">
        <div ref={marks} className="marked-title-marks" aria-hidden="true">
          {line ? <MarkedPieces line={line} /> : null}
        </div>
        <Input
          onScroll={(event) => {
            // A long title moves along under the caret, and its marks with it.
            if (marks.current) marks.current.scrollLeft = event.currentTarget.scrollLeft;
          }}
        />
      </div>
      <span className="text-field-foot">
        <span className="seen-by">{seenBy}</span>
        <span
          className="text-field-room"
          data-over={over > 0 || undefined}
          role={over > -limit / 20 ? 'status' : undefined}
        >
          {over > 0 ? `${over} characters too many` : `${title.text.length} of ${limit}`}
        </span>
      </span>
    </TextField>
  );
}
