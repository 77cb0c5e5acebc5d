import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/shared/ui/button';
import { commonReasons, type Finding } from './finding';
import { kindOf } from './kinds';
import { type Passage, wordsOf } from './passage';
import type { Contribution } from './use-contribution';
import './found.css';
import './held-back.css';

type Props = { contribution: Contribution; onEdit: () => void };

/** Stands below a box one writes in: what may identify somebody, and, when it is to be sent, what to do about it. */
export function HeldBack({ contribution, onEdit }: Props) {
  const { isHeld, open, passage } = contribution;
  if (isHeld) return <Held contribution={contribution} onEdit={onEdit} />;
  if (open.length === 0) return null;
  return (
    <p className="held-hint small" role="status">
      May identify somebody: {listOf(passage, open)}. You are asked about it when you send this.
    </p>
  );
}

function Held({ contribution, onEdit }: Props) {
  const { open, passage, firsts, changeAndSend, keepAndSend, edit } = contribution;
  const [isKeeping, setKeeping] = useState(false);
  const ref = useRef<HTMLDivElement>(null);

  useEffect(() => ref.current?.querySelector('button')?.focus({ preventScroll: true }), [isKeeping]);

  const back = () => {
    edit();
    onEdit();
  };
  const keys = (event: KeyboardEvent) => {
    const isChange = event.altKey && event.code === 'KeyC';
    if (event.key !== 'Escape' && !isChange) return;
    event.preventDefault();
    event.stopPropagation();
    if (isChange) changeAndSend();
    else if (isKeeping) setKeeping(false);
    else back();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the buttons inside, caught on their way
    <div ref={ref} className="held-back" onKeyDown={keys}>
      <p role="alert">Not sent yet: {listOf(passage, open)} may identify somebody.</p>
      <p className="held-words" dir="auto">
        <MarkedWords passage={passage} findings={open} />
      </p>
      {isKeeping ? (
        <Reasons onKeep={keepAndSend} />
      ) : (
        <div className="card-buttons">
          <Button size="small" look="primary" onPress={changeAndSend}>
            Send with {firsts.map(({ text }) => `“${text}”`).join(', ')} <kbd aria-hidden="true">↵</kbd>
          </Button>
          <Button size="small" onPress={back}>
            Edit <kbd aria-hidden="true">Esc</kbd>
          </Button>
          <Button size="small" look="plain" onPress={() => setKeeping(true)}>
            It identifies nobody because …
          </Button>
        </div>
      )}
    </div>
  );
}

function Reasons({ onKeep }: { onKeep: (because: string) => void }) {
  return (
    <div className="card-buttons" role="group" aria-label="It identifies nobody because it is">
      {commonReasons.map((reason) => (
        <Button key={reason} size="small" onPress={() => onKeep(reason)}>
          {reason}
        </Button>
      ))}
    </div>
  );
}

type WordsProps = { passage: Passage; findings: readonly Finding[] };

function MarkedWords({ passage: { text }, findings }: WordsProps) {
  const last = findings.at(-1);
  return (
    <>
      {findings.map(({ start, end, kind }, index) => (
        <span key={start}>
          {text.slice(findings[index - 1]?.end ?? 0, start)}
          <mark className="found" data-kind-family={kindOf(kind).family} data-look="open">
            {text.slice(start, end)}
          </mark>
        </span>
      ))}
      {text.slice(last?.end ?? 0)}
    </>
  );
}

const listOf = (passage: Passage, findings: readonly Finding[]) =>
  [...new Set(findings.map((finding) => `“${wordsOf(passage, finding)}”`))].join(', ');
