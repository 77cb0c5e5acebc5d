import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isListable } from '@/shared/anonymisation/own-list';
import type { ReviewProps } from '@/shared/anonymisation/review-props';
import { inventedFor, type Item } from '@/shared/anonymisation/subject';
import type { SubjectCheck } from '@/shared/anonymisation/use-subject-check';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { FindingList } from './finding-list';
import { Key, KeyList, readKeysOn } from './keys';
import { MarkedText } from './marked-text';
import { type Asking, Question } from './question';
import { act, type Desk } from './review-keys';
import { useOwnWords } from './use-own-words';
import { useReview } from './use-review';
import '@/shared/anonymisation/found.css';
import './review.css';

const pasteHint = 'Paste a formulation or a transcript. A line such as “Therapist: …” becomes a turn of that speaker.';
const fixedHint = 'What was recorded is not rewritten: answer what was found, and it changes here.';

/** The text with its marks, and beside it one question at a time. */
export function Review({ subject, onChange, check, isFixed, seenBy, limit, problem }: ReviewProps) {
  const review = useReview(subject, onChange);
  const own = useOwnWords(subject, review.say);
  const [selection, setSelection] = useState('');
  const selected = isListable(selection) ? selection.trim() : '';
  const [keysOn] = useState(readKeysOn);
  const [asked, setAsked] = useState<{ about: string; asking: Asking }>({ about: '', asking: 'answers' });
  const [all, setAll] = useState(true);
  const [isUnfolded, setUnfolded] = useState(false);
  const card = useRef<HTMLElement>(null);
  const { current, turns } = review;
  const about = current ? `${current.part} ${current.finding.start}` : '';
  const asking = asked.about === about ? asked.asking : 'answers';

  useEffect(() => {
    if (turns > 0) card.current?.focus({ preventScroll: true });
  }, [turns]);

  const desk: Desk = {
    review,
    own,
    selected,
    current,
    asking,
    all,
    keysOn,
    ask: (next) => setAsked({ about, asking: next }),
    setAll,
    toOwnWords: () => card.current?.querySelector<HTMLElement>('.one-line input')?.focus(),
  };
  const keys = (event: KeyboardEvent) => {
    if (act(event, desk, event.target === card.current)) event.preventDefault();
  };
  const pick = (item: Item) => {
    setUnfolded(true);
    review.pick(item);
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of what is inside, caught on their way
    <div className="review" onKeyDown={keys}>
      <MarkedText
        passage={subject.text}
        invented={inventedFor(subject)}
        current={current?.part === 'text' ? current.finding : undefined}
        shown={turns}
        isFixed={isFixed}
        hint={isFixed ? fixedHint : pasteHint}
        seenBy={seenBy}
        limit={limit}
        problem={problem}
        onType={review.type}
        onCaret={review.pickAt}
        onSelect={setSelection}
      />
      <aside className="review-desk" aria-label="What may identify someone">
        <State check={check} found={subject.title.findings.length + subject.text.findings.length} />
        <section
          ref={card}
          className="question"
          aria-label="The finding at hand"
          hidden={!current}
          data-unfolded={isUnfolded || undefined}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a stop for the keyboard, where the keys answer
          tabIndex={0}
        >
          {current ? (
            <>
              <div className="question-head">
                <span className="quiet small">
                  {review.isOpen ? `${review.rank + 1} of ${review.open.length} open` : 'Not open'}
                </span>
                <Button size="small" look="plain" onPress={review.previous} isDisabled={review.open.length === 0}>
                  Previous <Key of="k" isOn={keysOn} />
                </Button>
                <Button size="small" look="plain" onPress={review.next} isDisabled={review.open.length === 0}>
                  Next <Key of="j" isOn={keysOn} />
                </Button>
                <span className="question-fold">
                  <Button size="small" onPress={() => setUnfolded(!isUnfolded)}>
                    {isUnfolded ? 'Fold' : 'Answer'}
                  </Button>
                </span>
              </div>
              <Question
                key={about}
                subject={subject}
                item={current}
                review={review}
                own={own}
                asking={asking}
                all={all}
                keysOn={keysOn}
                onAsk={desk.ask}
                onAll={setAll}
              />
            </>
          ) : null}
        </section>
        {selected === '' ? null : (
          <p className="review-selected">
            <Button size="small" onPress={() => own.always(selected)}>
              Always flag “{selected}” <Key of="Alt F" isOn={keysOn} />
            </Button>
          </p>
        )}
        <div className="review-undo">
          <Button size="small" look="plain" isDisabled={!review.canUndo} onPress={review.undo}>
            Undo <Key of="u" isOn={keysOn} />
          </Button>
          <span role="status" className="quiet small">
            {review.said}
          </span>
        </div>
        <FindingList subject={subject} onPick={pick} />
        <Missed />
        {keysOn ? <KeyList /> : null}
      </aside>
    </div>
  );
}

function State({ check: { state, sentence, open, hurry }, found }: { check: SubjectCheck; found: number }) {
  if (state === 'away') {
    return (
      <Message tone="caution" title="The text is not checked">
        <p>{sentence} It is checked by itself as soon as the server answers, and cannot be shared before.</p>
        <Button size="small" onPress={hurry}>
          Check now
        </Button>
      </Message>
    );
  }
  return (
    <p className="review-state" role="status">
      {state === 'waiting'
        ? 'Checking the text'
        : open > 0
          ? `${open} ${open === 1 ? 'passage' : 'passages'} to answer`
          : found > 0
            ? 'All that was found is answered'
            : 'Nothing was found'}
    </p>
  );
}

function Missed() {
  return (
    <p className="review-missed small">
      Detectors miss things: about one in twelve details that identify somebody together with others is not found by a
      machine. Read it once more as someone who knows the client would.
    </p>
  );
}
