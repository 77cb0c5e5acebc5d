import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/shared/api/problem';
import { exactTime } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { useTitle } from '@/shared/ui/use-title';
import { type Alert, alertsQuery } from './alerts-query';
import { MarkDialog } from './mark-dialog';
import './alerts.css';

/** For the data protection officer: who opened unusually many cases, and never which. */
export function AlertsPage() {
  useTitle('Alerts');
  const { data: alerts, error, isPending, refetch } = useQuery(alertsQuery);
  const [marked, setMarked] = useState<Alert>();
  const isSlow = useSlow(isPending);
  return (
    <div className="alerts">
      <header className="alerts-head">
        <h1>Alerts</h1>
        <p className="quiet">
          Whoever opens more cases in a short time than one reads is listed here. Which cases they were is not said:
          their presenters see that themselves.
        </p>
      </header>
      {error ? <Fault error={error} onRetry={() => void refetch()} /> : null}
      {isSlow ? (
        <p className="quiet" role="status">
          Loading the alerts
        </p>
      ) : null}
      {alerts?.length === 0 ? <p>Nobody has opened unusually many cases.</p> : null}
      {alerts && alerts.length > 0 ? (
        <ul role="list" className="alert-list">
          {alerts.map((alert) => (
            <AlertRow key={alert.id} alert={alert} onMark={() => setMarked(alert)} />
          ))}
        </ul>
      ) : null}
      {marked ? <MarkDialog alert={marked} onClose={() => setMarked(undefined)} /> : null}
    </div>
  );
}

function Fault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const problem = problemOf(error);
  return problem.kind === 'not-found' ? (
    <p>Only the institute’s data protection officer sees alerts.</p>
  ) : (
    <ProblemMessage problem={problem} onRetry={onRetry} />
  );
}

function AlertRow({ alert, onMark }: { alert: Alert; onMark: () => void }) {
  const isSeen = alert.seenAt != null;
  return (
    <li className="alert-row" data-seen={isSeen || undefined}>
      <div className="alert-words">
        <p className="alert-what">
          <bdi>{alert.name}</bdi> opened {alert.cases} cases
        </p>
        <p className="quiet small">
          Between {exactTime(alert.since)} and {exactTime(alert.at)}
        </p>
        {alert.note == null ? null : (
          <p className="alert-note">
            {alert.note}{' '}
            <span className="quiet small">
              <bdi>{alert.seenBy}</bdi>
              {alert.seenAt == null ? ', before it went on' : `, ${exactTime(alert.seenAt)}`}
            </span>
          </p>
        )}
      </div>
      {isSeen ? null : (
        <Button aria-label={`Mark as seen: the alert about ${alert.name}`} onPress={onMark}>
          Mark as seen
        </Button>
      )}
    </li>
  );
}
