import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '@/shared/api/problem';
import type { InstituteView } from '@/shared/api/shapes';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useHasCome } from '@/shared/ui/use-has-come';
import { useSlow } from '@/shared/ui/use-slow';
import { instituteQuery, standardsQuery } from './institute-query';
import { SettingsForm } from './settings-form';
import './institute.css';

type Props = {
  /** How people sign in through the institute's own provider: given by the app. */
  provider?: ReactNode;
};

export function InstitutePage({ provider }: Props) {
  const { data: view, error, isPending, refetch } = useQuery(instituteQuery);
  // A part of the form of those who may change the settings.
  const standards = useQuery({ ...standardsQuery, enabled: view?.mayChange === true });
  const hasCome = useHasCome(isPending || (view?.mayChange === true && standards.isPending));
  const isSlow = useSlow(isPending || !hasCome);
  return (
    <div className="institute">
      <h1>Institute</h1>
      {error && !view ? <ProblemMessage problem={problemOf(error)} onRetry={() => void refetch()} /> : null}
      {isSlow ? <div className="institute-to-come" role="status" aria-label="Loading the institute" /> : null}
      {view && hasCome ? <Settings view={view} /> : null}
      {view?.mayChange === true && hasCome ? provider : null}
    </div>
  );
}

function Settings({ view }: { view: InstituteView }) {
  const { retention } = view;
  // Whoever may change the settings is also shown how long things are kept.
  if (view.mayChange && retention !== undefined && retention !== null) {
    return <SettingsForm key={view.id} view={view} retention={retention} />;
  }
  return (
    <dl className="institute-facts">
      <dt>Name</dt>
      <dd>{view.name}</dd>
      <dt>Time zone</dt>
      <dd>{view.timeZone}</dd>
      <dt>The person in therapy is called</dt>
      <dd>{view.wordForClient}</dd>
    </dl>
  );
}
