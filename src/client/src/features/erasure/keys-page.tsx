import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/shared/api/problem';
import type { KeyStatus, WordsErasure } from '@/shared/api/shapes';
import { exactTime } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useHasCome } from '@/shared/ui/use-has-come';
import { useSlow } from '@/shared/ui/use-slow';
import { useTitle } from '@/shared/ui/use-title';
import { DecideErasure, DecideWordsErasure } from './decide-erasure';
import { keysQuery, wordsErasuresQuery } from './erasure-queries';
import { FindHoldings } from './find-holdings';
import { Searches } from './searches';
import { reasonWords } from './words';
import './erasure.css';

/** For the data protection officer and administrators: keys by case, and erasures that wait, without a word of any case. */
export function KeysPage({ mayFind }: { mayFind: boolean }) {
  useTitle('Keys and erasure');
  const { data: keys, error, isPending, refetch } = useQuery(keysQuery);
  const words = useQuery(wordsErasuresQuery);
  const hasCome = useHasCome(isPending || words.isPending);
  const isSlow = useSlow(isPending || !hasCome);
  const [deciding, setDeciding] = useState<KeyStatus>();
  const [decidingWords, setDecidingWords] = useState<WordsErasure>();
  const waiting = keys?.filter(({ erasure }) => erasure?.state === 'requested') ?? [];
  return (
    <div className="keys">
      <h1>Keys and erasure</h1>
      <p>
        The words of each case are sealed with a key of its own. Destroying the key erases the case, also in backups.
        Nothing of a key and no word of a case is shown here.
      </p>
      {error && !keys ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {isSlow ? <div className="keys-to-come" role="status" aria-label="Loading the keys" /> : null}
      {keys && hasCome ? (
        <>
          <section className="keys-part" aria-labelledby="keys-waiting">
            <h2 id="keys-waiting">Waiting for a decision</h2>
            {words.error ? (
              <ProblemMessage problem={problemOf(words.error)} onRetry={() => void words.refetch()} />
            ) : null}
            {waiting.length === 0 && words.data?.length === 0 ? (
              <p className="quiet">No erasure is asked for.</p>
            ) : null}
            {waiting.length > 0 || (words.data?.length ?? 0) > 0 ? (
              <ul role="list" className="keys-waiting">
                {waiting.map((key) => (
                  <Waiting key={key.caseId} status={key} onDecide={() => setDeciding(key)} />
                ))}
                {words.data?.map((erasure) => (
                  <WaitingWords key={erasure.person} erasure={erasure} onDecide={() => setDecidingWords(erasure)} />
                ))}
              </ul>
            ) : null}
          </section>
          {mayFind ? <FindHoldings /> : null}
          {mayFind ? <Searches /> : null}
          <section className="keys-part" aria-labelledby="keys-all">
            <h2 id="keys-all">All cases</h2>
            {keys.length === 0 ? <p className="quiet">There is no case yet.</p> : <Table keys={keys} />}
          </section>
        </>
      ) : null}
      {deciding ? <DecideErasure status={deciding} onClose={() => setDeciding(undefined)} /> : null}
      {decidingWords ? (
        <DecideWordsErasure erasure={decidingWords} onClose={() => setDecidingWords(undefined)} />
      ) : null}
    </div>
  );
}

function Waiting({ status, onDecide }: { status: KeyStatus; onDecide: () => void }) {
  const { erasure } = status;
  if (erasure == null) return null;
  return (
    <li>
      <p>
        <bdi>{erasure.requestedBy}</bdi> asks for the erasure of a case of <bdi>{status.openedBy}</bdi>,{' '}
        <bdi>{status.groupName}</bdi>.
      </p>
      <p className="quiet small">
        {reasonWords(erasure.why)}. Carried out on <time dateTime={erasure.dueAt}>{exactTime(erasure.dueAt)}</time>{' '}
        unless somebody decides before.
      </p>
      {status.isHeld ? (
        <p className="small">A legal hold keeps it: what is decided is carried out when that is lifted.</p>
      ) : null}
      <DecideOrWait isYours={erasure.isYours} onDecide={onDecide} />
    </li>
  );
}

function WaitingWords({ erasure, onDecide }: { erasure: WordsErasure; onDecide: () => void }) {
  return (
    <li>
      <p>
        <bdi>{erasure.name}</bdi> asks for the erasure of all notes and replies that they have written.
      </p>
      <p className="quiet small">
        Carried out on <time dateTime={erasure.dueAt}>{exactTime(erasure.dueAt)}</time> unless somebody decides before.
      </p>
      <DecideOrWait isYours={erasure.isYours} onDecide={onDecide} />
    </li>
  );
}

const DecideOrWait = ({ isYours, onDecide }: { isYours: boolean; onDecide: () => void }) =>
  isYours ? (
    <p className="small">You asked for it, so another person decides.</p>
  ) : (
    <Button look="primary" onPress={onDecide}>
      Decide
    </Button>
  );

function Table({ keys }: { keys: readonly KeyStatus[] }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keyboard
    <div className="keys-table-frame" role="region" aria-label="Keys by case" tabIndex={0}>
      <table className="keys-table">
        <thead>
          <tr>
            <th scope="col">Case of</th>
            <th scope="col">Key</th>
            <th scope="col">Group</th>
            <th scope="col">Opened</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.caseId}>
              <th scope="row">
                <bdi>{key.openedBy}</bdi>
              </th>
              <td>{keyWords(key)}</td>
              <td>
                <bdi>{key.groupName}</bdi>
              </td>
              <td>
                <time dateTime={key.openedAt}>{exactTime(key.openedAt)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function keyWords({ destroyedAt, madeAt, erasure, isHeld }: KeyStatus): string {
  if (destroyedAt != null) return `Destroyed ${exactTime(destroyedAt)}`;
  if (madeAt == null) return 'None';
  if (erasure?.state === 'approved')
    return isHeld ? 'Lives; erasure decided, waits for a legal hold' : 'Lives; erasure decided';
  const asked = erasure?.state === 'requested' ? '; erasure asked for' : '';
  return `Lives${asked}${isHeld ? '; legal hold' : ''}`;
}
