import { memo, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import type { Finding } from '@/shared/anonymisation/finding';
import { type Line, linesOf } from '@/shared/anonymisation/line-marks';
import { MarkedPieces } from '@/shared/anonymisation/marked-pieces';
import type { Passage } from '@/shared/anonymisation/passage';

type Props = {
  passage: Passage;
  invented: ReadonlySet<string>;
  /** The one that is being answered; brought into view whenever `shown` counts up. */
  current: Finding | undefined;
  shown: number;
  isFixed: boolean;
  hint: string;
  seenBy: string;
  limit: number;
  problem: string | undefined;
  onType: (text: string) => void;
  /** The caret has come to stand here. */
  onCaret: (offset: number) => void;
  /** Words were selected; none any more when empty. */
  onSelect: (words: string) => void;
};

const numbers = new Intl.NumberFormat('en-GB');

/**
 * A field with marks under its words. The marks are drawn in a copy of the text behind the field, line by line and a
 * moment later, so that typing never waits for them.
 */
export function MarkedText(props: Props) {
  const { passage, isFixed, hint, seenBy, limit, problem, onType, onCaret, onSelect } = props;
  const over = passage.text.length - limit;
  return (
    <TextField
      className="text-field marked-text-field"
      value={passage.text}
      onChange={onType}
      isReadOnly={isFixed}
      isInvalid={problem !== undefined}
      autoComplete="off"
    >
      <Label>Text of the case</Label>
      <Text slot="description" className="text-field-hint">
        {hint}
      </Text>
      <FieldError className="text-field-problem">{problem}</FieldError>
      <div className="marked-text">
        <Marks {...props} />
        <TextArea
          className="marked-text-words"
          onSelect={(event) => {
            const { selectionStart, selectionEnd, value } = event.currentTarget;
            onSelect(value.slice(selectionStart, selectionEnd));
            if (selectionStart === selectionEnd) onCaret(selectionStart);
          }}
        />
      </div>
      <span className="text-field-foot">
        <span className="seen-by">{seenBy}</span>
        <span className="text-field-room" data-over={over > 0 || undefined}>
          {over > 0
            ? `${numbers.format(over)} characters too many`
            : `${numbers.format(passage.text.length)} of ${numbers.format(limit)}`}
        </span>
      </span>
    </TextField>
  );
}

function Marks({ passage, invented, current, shown }: Props) {
  const later = useDeferredValue(passage);
  const mark = useDeferredValue(current);
  const lines = useMemo(() => linesOf(later, invented, mark), [later, invented, mark]);
  const ref = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (shown === 0) return;
    ref.current?.querySelector('[data-look=current]')?.scrollIntoView({ block: 'center' });
  }, [shown, mark]);

  return (
    <div ref={ref} className="marked-text-marks" aria-hidden="true">
      {lines.map((line, index) => (
        <MarkedLine key={index} line={line} />
      ))}
    </div>
  );
}

const MarkedLine = memo(
  ({ line }: { line: Line }) => (
    <div className="marked-line">
      <MarkedPieces line={line} />
    </div>
  ),
  (before, after) => before.line.text === after.line.text && before.line.key === after.line.key,
);
MarkedLine.displayName = 'MarkedLine';
