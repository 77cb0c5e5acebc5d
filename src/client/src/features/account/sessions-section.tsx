import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { OpenSession } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { When } from '@/shared/ui/when';
import { openSessionsQuery } from './account-queries';
import { Section } from './section';
import { useChange } from './use-change';

export function SessionsSection({ onSignOut }: { onSignOut: () => void }) {
  const { data: sessions, error } = useQuery(openSessionsQuery);
  const { run, problem, isBusy } = useChange(
    () => api.delete('/api/account/sessions'),
    () => notify('You were signed out everywhere else.'),
  );
  return (
    <Section
      title="Where you are signed in"
      about="If there is one that you do not know, sign it out and change your password."
    >
      {error ? <ProblemMessage problem={problemOf(error)} /> : null}
      {problem ? <ProblemMessage problem={problem} /> : null}
      <ul role="list" className="account-list">
        {(sessions ?? []).map((session) => (
          <SessionRow key={session.id} session={session} onSignOut={onSignOut} />
        ))}
      </ul>
      {sessions && sessions.length > 1 ? (
        <p>
          <Button isDisabled={isBusy} onPress={() => run()}>
            Sign out everywhere else
          </Button>
        </p>
      ) : null}
    </Section>
  );
}

function SessionRow({ session, onSignOut }: { session: OpenSession; onSignOut: () => void }) {
  const { run, problem, isBusy } = useChange(
    () => api.delete('/api/account/sessions/{sessionId}', { path: { sessionId: session.id } }),
    () => notify(`${session.device} was signed out.`),
  );
  return (
    <li className="account-row">
      <div>
        <p className="account-row-name">
          {session.device}
          {session.isThis ? ' (this one)' : null}
        </p>
        <p className="quiet small">
          From {session.address}, since <When at={session.startedAt} />, last seen <When at={session.lastSeenAt} />
        </p>
        {problem ? <ProblemMessage problem={problem} /> : null}
      </div>
      <div className="account-row-actions">
        <Button
          size="small"
          aria-label={`Sign out ${session.isThis ? 'here' : session.device}`}
          isDisabled={isBusy}
          onPress={() => {
            if (session.isThis) onSignOut();
            else run();
          }}
        >
          Sign out
        </Button>
      </div>
    </li>
  );
}
