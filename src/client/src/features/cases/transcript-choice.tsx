import { useEffect, useRef, useState } from 'react';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/text-field';
import { matching } from './import-file';
import type { Transcript } from './use-import';

type Props = {
  transcripts: readonly Transcript[];
  busyWith: number | undefined;
  onChoose: (transcript: number) => void;
};

const numbers = new Intl.NumberFormat('en-GB');

export function TranscriptChoice({ transcripts, busyWith, onChoose }: Props) {
  const [search, setSearch] = useState('');
  const found = matching(transcripts, search);
  const heading = useRef<HTMLHeadingElement>(null);

  // The choice appears below what was pressed: go there.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="transcripts" aria-labelledby="transcripts-title">
      <h2 id="transcripts-title" ref={heading} tabIndex={-1}>
        Choose a transcript
      </h2>
      <TextField
        label="Search by title or number"
        type="search"
        value={search}
        onChange={setSearch}
        hint={`${numbers.format(found.length)} of ${numbers.format(transcripts.length)} transcripts`}
      />
      <ul role="list" className="transcript-list">
        {found.map(({ number, title, turns, characters }) => (
          <li key={number} className="transcript">
            <span className="transcript-title">{title}</span>
            <span className="quiet small">
              No. {number} · {numbers.format(turns)} turns · {numbers.format(characters)} characters
            </span>
            <Button
              size="small"
              aria-label={`Open ${title} as a case`}
              isDisabled={busyWith !== undefined}
              onPress={() => onChoose(number)}
            >
              {busyWith === number ? 'Opening' : 'Open as a case'}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
