import { use, useCallback, useEffect, useState } from 'react';
import { systemClock } from '@/shared/time/clock';
import { type Replacement, kept, replaced, suggested } from './answering';
import { CheckContext } from './check-context';
import type { Check } from './checker';
import { type Finding, isDirect, type Kept } from './finding';
import { inventedIn, type Passage, passageOf, reasonFor, typed } from './passage';
import { keptWithoutEdges } from './subject';
import { useChecked } from './use-checked';

type Send = (words: string, kept: readonly Kept[] | undefined) => void;
type Options = {
  text: string;
  onText: (text: string) => void;
  /** Without a connection nothing is asked: the server looks at it when it gets there. */
  isLive: () => boolean;
};

export type Contribution = ReturnType<typeof useContribution>;

/** A moment is given to the check when it is behind; then the server decides. */
const patience = 1_500;
const pause = 250;
const unchecked: Check = () => Promise.resolve({ ruleVersion: '', findings: [] });

/**
 * A note or a reply on its way. It is checked while it is written, so that sending does not wait, and held back when
 * something in it identifies by itself and has no answer yet.
 */
export function useContribution({ text, onText, isLive }: Options) {
  const check = use(CheckContext);
  const checking = useChecked(text, { check: check ?? unchecked, pause });
  const [passage, setPassage] = useState<Passage>(() => passageOf(text));
  const [wish, setWish] = useState<{ send: Send; isHeld: boolean }>();

  if (passage.text !== text) {
    setPassage(typed(passage, text));
    if (wish?.isHeld) setWish(undefined);
  }
  const found = checking.state === 'checked' ? checking.found.findings : undefined;
  if (found && passage.text === text && passage.findings !== found) setPassage({ ...passage, findings: found });

  const open = openDirect(passage);
  const deliver = useCallback(
    (send: Send, of: Passage) => {
      const answers = keptWithoutEdges(of, inventedIn(of));
      setWish(undefined);
      send(of.text.trim(), answers.length === 0 ? undefined : answers);
    },
    [setWish],
  );

  const { state } = checking;
  useEffect(() => {
    if (!wish || wish.isHeld || passage.text !== text) return undefined;
    const decide = () => {
      if (state === 'checked' && openDirect(passage).length > 0) setWish({ ...wish, isHeld: true });
      else deliver(wish.send, passage);
    };
    return systemClock.after(state === 'waiting' ? patience : 0, decide);
  }, [wish, state, passage, text, deliver]);

  function give(send: Send) {
    if (!check || text.trim() === '') send(text.trim(), undefined);
    else if (state === 'checked' && open.length > 0) setWish({ send, isHeld: true });
    else if (state === 'checked' || !isLive()) deliver(send, passage);
    else {
      setWish({ send, isHeld: false });
      checking.hurry();
    }
  }

  return {
    /** What may identify somebody by itself and has no answer, by place. */
    open,
    passage,
    isHeld: wish?.isHeld === true,
    isWaiting: wish !== undefined && !wish.isHeld,
    give,
    /** What each becomes when the first suggestions are taken. */
    firsts: firstsFor(open),
    changeAndSend: () => {
      if (!wish) return;
      const next = replaced(passage, firstsFor(open));
      // It is looked at once more, as the server will find the new words there.
      setPassage(next);
      setWish({ send: wish.send, isHeld: false });
      onText(next.text);
    },
    keepAndSend: (because: string) => {
      if (wish) deliver(wish.send, kept(passage, open, because));
    },
    edit: () => setWish(undefined),
  };
}

function openDirect(passage: Passage): Finding[] {
  const invented = inventedIn(passage);
  return passage.findings.filter((one) => isDirect(one) && reasonFor(passage, one, invented) === undefined);
}

const firstsFor = (open: readonly Finding[]): Replacement[] =>
  open.flatMap((finding) => {
    const [first] = finding.suggestions;
    return first ? suggested([finding], first, 0) : [];
  });
