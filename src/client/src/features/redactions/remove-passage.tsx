import { useId, useRef, useState } from 'react';
import { api } from '@/shared/api/client';
import type { RedactionKind } from '@/shared/api/shapes';
import { useCommand } from '@/shared/api/use-command';
import type { Named, Passage } from '@/shared/redaction/passages';
import { Button } from '@/shared/ui/button';
import { CheckboxGroup } from '@/shared/ui/checkbox-group';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { uuidv7 } from '@/shared/uuid';
import { otherPlaces, type Written } from './other-places';
import { kinds, placeWords } from './words';
import './redactions.css';

type Props = { caseId: string; named: Named; written: readonly Written[]; onClose: () => void };

/** “Someone is named here”: takes the words off every screen at once. */
export function RemovePassage({ caseId, named, written, onClose }: Props) {
  const { passage, words } = named;
  const [range, setRange] = useState({ start: passage.start, end: passage.end });
  const [kind, setKind] = useState<RedactionKind>('name');
  const [reach, setReach] = useState<readonly 'everywhere'[]>(['everywhere']);
  const [redactionId] = useState(uuidv7);
  const speakers = written.filter((each) => each.in === 'speaker' && each.turn);
  const [speaker, setSpeaker] = useState(speakers[0]?.words);
  const isSpeaker = passage.in === 'speaker';
  const turn = isSpeaker ? speakers.find((each) => each.words === speaker)?.turn : undefined;
  const chosen: Passage = { ...passage, ...(turn ?? range) };
  const chosenWords = isSpeaker ? (speaker ?? '') : words.slice(range.start, range.end);
  const others = otherPlaces(chosen, chosenWords, written);
  const { run, problem, isBusy } = useCommand(
    (commandId, passages: readonly Passage[]) =>
      api.post('/api/cases/{caseId}/redactions', {
        path: { caseId },
        body: { commandId, redactionId, identifies: kind, passages: [...passages] },
      }),
    () => {
      notify('Removed from every screen. A supervisor reviews it.');
      onClose();
    },
  );
  return (
    <Dialog title="Someone is named here" isOpen onClose={onClose}>
      {passage.in === 'text' ? (
        <blockquote className="named-words" dir="auto">
          {chosenWords}
        </blockquote>
      ) : isSpeaker ? (
        <Select
          label="Whose label it is"
          options={speakers.map((each) => ({ id: each.words, label: each.words }))}
          value={speaker}
          onChange={setSpeaker}
        />
      ) : (
        <ChooseWords words={words} onChoose={setRange} />
      )}
      <Select
        label="What it gives away"
        options={kinds}
        value={kind}
        onChange={(id) => setKind(kinds.find((one) => one.id === id)?.id ?? 'other')}
      />
      {others.length > 0 ? (
        <CheckboxGroup
          label="The same words stand elsewhere too"
          options={[{ id: 'everywhere', label: `Remove them there as well: ${placeWords(others)}` }]}
          value={reach}
          onChange={setReach}
        />
      ) : null}
      <p>
        They are gone from every screen at once, also from what quotes them, and a grey bar stands there. Until a
        supervisor has confirmed it, they can be put back; then they are destroyed, in every copy. It is on record that
        you removed something of this kind, and never the words.
      </p>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button
          look="primary"
          isDisabled={isBusy || chosen.start === chosen.end}
          onPress={() => run([chosen, ...(reach.length > 0 ? others : [])])}
        >
          Remove for everyone
        </Button>
        <Button onPress={onClose}>Leave it</Button>
      </DialogActions>
    </Dialog>
  );
}

type ChooseProps = { words: string; onChoose: (range: { start: number; end: number }) => void };

/** All of it, unless a part is selected. */
function ChooseWords({ words, onChoose }: ChooseProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const choose = () => {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    onChoose(
      selectionStart < selectionEnd ? { start: selectionStart, end: selectionEnd } : { start: 0, end: words.length },
    );
  };
  return (
    <div className="named-field">
      <label htmlFor={id}>Select the words that name someone; else all of it goes</label>
      <textarea
        ref={field}
        id={id}
        readOnly
        rows={Math.min(6, 1 + Math.ceil(words.length / 60))}
        value={words}
        onSelect={choose}
      />
    </div>
  );
}
