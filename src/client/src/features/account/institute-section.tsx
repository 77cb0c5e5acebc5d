import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { When } from '@/shared/ui/when';
import { providerLinkQuery } from './account-queries';
import { Section } from './section';
import { useChange } from './use-change';

/** The institute's own sign-in, where it has one. */
export function InstituteSection({ institute }: { institute: string }) {
  const { data: link, error } = useQuery(providerLinkQuery);
  if (error) return <ProblemMessage problem={problemOf(error)} />;
  if (!link?.hasProvider) return null;
  return (
    <Section
      title={`Sign-in at ${institute}`}
      about="Your institute has a sign-in of its own. Once it is linked to your account, you can come in by it as well."
    >
      {link.linkedAt === undefined || link.linkedAt === null ? (
        <LinkIt institute={institute} />
      ) : (
        <Linked at={link.linkedAt} institute={institute} />
      )}
    </Section>
  );
}

function LinkIt({ institute }: { institute: string }) {
  const { run, problem, isBusy } = useChange(
    () => api.post('/api/account/provider'),
    ({ address }) => window.location.assign(address),
  );
  return (
    <>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <p>
        <Button isDisabled={isBusy} onPress={() => run()}>
          Link it at {institute}
        </Button>
      </p>
    </>
  );
}

function Linked({ at, institute }: { at: string; institute: string }) {
  const { run, problem, isBusy } = useChange(
    () => api.delete('/api/account/provider'),
    () => notify('It is unlinked, and sessions that began there have ended.'),
  );
  return (
    <>
      <p>
        Linked since <When at={at} />.
      </p>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <p>
        <Button look="danger" isDisabled={isBusy} onPress={() => run()}>
          Unlink {institute}
        </Button>
      </p>
    </>
  );
}
