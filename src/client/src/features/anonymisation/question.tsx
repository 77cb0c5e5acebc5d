import { useEffect, useRef, useState } from 'react';
import { checkText } from '@/shared/anonymisation/check-text';
import { decisionOf } from '@/shared/anonymisation/answering';
import { commonReasons, isDirect, type Suggestion } from '@/shared/anonymisation/finding';
import { kindOf } from '@/shared/anonymisation/kinds';
import { reasonFor } from '@/shared/anonymisation/passage';
import { inventedFor, type Item, type Subject } from '@/shared/anonymisation/subject';
import { Button } from '@/shared/ui/button';
import { Key } from './keys';
import { OneLine } from './one-line';
import { Quoted } from './quoted';
import type { OwnWords } from './use-own-words';
import type { ReviewModel } from './use-review';

export type Asking = 'answers' | 'reasons';

type Props = {
  subject: Subject;
  item: Item;
  review: ReviewModel;
  own: OwnWords;
  asking: Asking;
  all: boolean;
  keysOn: boolean;
  onAsk: (asking: Asking) => void;
  onAll: (all: boolean) => void;
};

/** One finding: what it is, why, and what can be done about it. */
export function Question({ subject, item, review, own, asking, all, keysOn, onAsk, onAll }: Props) {
  const { finding, part } = item;
  const mentions = review.meant(item, true).length;
  const reason = reasonFor(subject[part], finding, inventedFor(subject));
  const take = (suggestion: Suggestion, place: number) => review.take(item, suggestion, place, all);
  return (
    <>
      <p className="question-kind">
        <span className="kind-swatch" data-kind-family={kindOf(finding.kind).family} aria-hidden="true" />
        {kindOf(finding.kind).one}
        {part === 'title' ? ', in the title' : ''}
      </p>
      <Quoted passage={subject[part]} range={finding} />
      <p className="quiet small">{finding.why}</p>
      {reason === undefined || own.isListed(item) ? null : (
        <Answered reason={reason} onTakeBack={() => review.reopen(item)} />
      )}
      {own.isListed(item) ? <Listed item={item} own={own} /> : null}
      {mentions > 1 ? (
        <label className="question-all">
          <input type="checkbox" checked={all} onChange={(event) => onAll(event.target.checked)} />
          All {mentions} mentions <Key of="a" isOn={keysOn} />
        </label>
      ) : null}
      {finding.onOwnList ? null : asking === 'answers' ? (
        <div className="question-answers">
          {finding.suggestions.map((suggestion, place) => (
            <Button key={`${suggestion.kind} ${suggestion.text}`} size="small" onPress={() => take(suggestion, place)}>
              <Key of={String(place + 1)} isOn={keysOn && place < 9} />
              <span className="question-does">{does[decisionOf(suggestion)]}</span> {suggestion.text}
            </Button>
          ))}
          <OneLine label="In your own words" act="Put it there" onDone={(words) => review.write(item, words, all)} />
          <Button size="small" look="plain" onPress={() => onAsk('reasons')}>
            Not identifying because … <Key of="n" isOn={keysOn} />
          </Button>
          {own.canNever(item) ? (
            <Button size="small" look="plain" onPress={() => own.never(item)}>
              Never flag this for me <Key of="m" isOn={keysOn} />
            </Button>
          ) : null}
          {own.canAlways(item) ? (
            <Button size="small" look="plain" onPress={() => own.always(own.wordsOf(item))}>
              Always flag this <Key of="f" isOn={keysOn} />
            </Button>
          ) : null}
        </div>
      ) : (
        <Reasons
          keysOn={keysOn}
          onKeep={(because) => review.keep(item, because, all)}
          onBack={() => onAsk('answers')}
        />
      )}
    </>
  );
}

const does = { changed: 'Change to', generalised: 'Say', removed: 'Remove:' } as const;

function Listed({ item, own }: { item: Item; own: OwnWords }) {
  const isNever = item.finding.onOwnList === true;
  return (
    <p className="question-answered">
      {isNever ? 'Kept: on your own list of what is never flagged.' : 'On your own list of what is always flagged.'}{' '}
      <Button size="small" look="plain" onPress={() => own.takeOff(item)}>
        {isNever ? 'Flag it again' : 'Take off the list'}
      </Button>
    </p>
  );
}

function Answered({ reason, onTakeBack }: { reason: string; onTakeBack: () => void }) {
  return (
    <p className="question-answered">
      Answered: {reason}.{' '}
      <Button size="small" look="plain" onPress={onTakeBack}>
        Take back
      </Button>
    </p>
  );
}

type ReasonsProps = { keysOn: boolean; onKeep: (because: string) => void; onBack: () => void };

function Reasons({ keysOn, onKeep, onBack }: ReasonsProps) {
  const [problem, setProblem] = useState<string>();
  const asking = useRef<AbortController>(undefined);
  useEffect(() => () => asking.current?.abort(), []);

  /** A reason must not say the name that it is about. Without an answer the server decides when the case is shared. */
  async function keep(because: string) {
    if (because.length < 3) {
      setProblem('Say in a few words why this identifies nobody.');
      return;
    }
    asking.current?.abort();
    const mine = new AbortController();
    asking.current = mine;
    const found = await checkText(because, mine.signal).catch(() => undefined);
    if (mine.signal.aborted) return;
    if (found?.findings.some(isDirect)) setProblem('This reason may itself identify someone. Say it without names.');
    else onKeep(because);
  }

  return (
    <div className="question-answers" role="group" aria-label="Not identifying because">
      <p className="question-because">It identifies nobody because it is …</p>
      {commonReasons.map((reason, index) => (
        <Button key={reason} size="small" onPress={() => onKeep(reason)}>
          <Key of={String(index + 1)} isOn={keysOn} /> {reason}
        </Button>
      ))}
      <OneLine
        label="Another reason"
        act="Keep it"
        limit={300}
        problem={problem}
        onDone={(words) => void keep(words)}
      />
      <Button size="small" look="plain" onPress={onBack}>
        Back to the suggestions <Key of="Esc" isOn={keysOn} />
      </Button>
    </div>
  );
}
