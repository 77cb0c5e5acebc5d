import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { ExportPart } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { CheckboxGroup } from '@/shared/ui/checkbox-group';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { uuidv7 } from '@/shared/uuid';
import { exportsQuery } from './export-queries';
import { ExportRow } from './export-row';
import { parts } from './parts';
import './exports.css';

const all = parts.map(({ id }) => id);

/** A section of one's account: choose, wait, fetch once. */
export function OwnExport() {
  const queries = useQueryClient();
  const { data: exports, error } = useQuery(exportsQuery);
  const [chosen, setChosen] = useState<ExportPart[]>(all);
  const [isChecked, setChecked] = useState(false);
  const [exportId, setExportId] = useState(uuidv7);
  const ask = useMutation({
    mutationFn: () => api.post('/api/account/exports', { body: { exportId, parts: chosen } }),
    onSuccess: async () => {
      setExportId(uuidv7());
      await queries.invalidateQueries(exportsQuery);
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (chosen.length > 0) ask.mutate();
  }

  return (
    <section className="exports" aria-labelledby="exports-title">
      <header className="exports-head">
        <h2 id="exports-title">Export what is yours</h2>
        <p className="quiet">
          What you wrote and brought at this institute, in open formats. The words of others are left out. You can fetch
          it once, within a day.
        </p>
      </header>
      {error ? <ProblemMessage problem={problemOf(error)} /> : null}
      {exports && exports.length > 0 ? (
        <ul role="list" className="exports-list" aria-label="Your exports">
          {exports.map((one) => (
            <ExportRow key={one.id} entry={one} />
          ))}
        </ul>
      ) : null}
      <form className="exports-form" onSubmit={submit} noValidate>
        <CheckboxGroup
          label="What"
          options={parts}
          value={chosen}
          onChange={setChosen}
          problem={isChecked && chosen.length === 0 ? 'Choose what to export.' : undefined}
        />
        {ask.error ? <ProblemMessage problem={problemOf(ask.error)} /> : null}
        <Button type="submit" isDisabled={ask.isPending}>
          Make the export
        </Button>
      </form>
    </section>
  );
}
