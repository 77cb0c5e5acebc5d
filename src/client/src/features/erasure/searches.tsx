import { useQuery } from '@tanstack/react-query';
import { problemOf } from '@/shared/api/problem';
import { exactTime } from '@/shared/time/when';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { useTitle } from '@/shared/ui/use-title';
import { searchesQuery } from './erasure-queries';
import './erasure.css';

/** For auditors, who look for nothing themselves. */
export function SearchesPage() {
  useTitle('Searches');
  return (
    <div className="keys">
      <h1>Searches for what is held</h1>
      <p>
        When a client asks what is held, the data protection officer looks for it by the alias that a therapist uses.
      </p>
      <Searches />
    </div>
  );
}

/** Who has looked, when and why; the alias is not kept. */
export function Searches() {
  const { data: searches, error, isPending, refetch } = useQuery(searchesQuery);
  const isSlow = useSlow(isPending);
  return (
    <section className="keys-part" aria-labelledby="keys-searches">
      <h2 id="keys-searches">Who has looked</h2>
      {error && !searches ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {isSlow ? (
        <p className="quiet" role="status">
          Loading the searches
        </p>
      ) : null}
      {searches?.length === 0 ? <p className="quiet">Nobody has looked yet.</p> : null}
      {searches && searches.length > 0 ? (
        <ul role="list" className="erasure-steps">
          {searches.map((search) => (
            <li key={search.id}>
              <span className="keys-reason">
                <bdi>{search.by}</bdi>: {search.reason}
              </span>
              <span className="quiet small">
                {search.found === 1 ? '1 case found' : `${search.found} cases found`},{' '}
                <time dateTime={search.at}>{exactTime(search.at)}</time>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
