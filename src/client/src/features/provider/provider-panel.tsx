import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { CopyField } from '@/shared/ui/copy-field';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useSlow } from '@/shared/ui/use-slow';
import { ProviderForm } from './provider-form';
import { ReasonField } from './reason-field';
import { providerQuery, type ProviderSettings, useRemoveProvider } from './provider-query';
import './provider.css';

/** A section of the institute's settings: where its people sign in. For its administrators. */
export function ProviderPanel() {
  const { data: settings, error, isPending, refetch } = useQuery(providerQuery);
  const isSlow = useSlow(isPending);
  return (
    <section className="provider" aria-labelledby="provider-title">
      <header className="provider-head">
        <h2 id="provider-title">Sign-in by the institute’s own provider</h2>
        <p className="quiet">
          People sign in where they sign in for everything else, by OpenID Connect. Whoever comes for the first time
          with a verified address of your domains gets an account here.
        </p>
      </header>
      {error && !settings ? <NotShown error={error} onRetry={() => void refetch()} /> : null}
      {isSlow ? (
        <p className="quiet" role="status">
          Loading the settings
        </p>
      ) : null}
      {settings ? <Settings settings={settings} /> : null}
    </section>
  );
}

function NotShown({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const problem = problemOf(error);
  return problem.kind === 'not-found' ? (
    <p>Only the institute’s administrators see these settings.</p>
  ) : (
    <ProblemMessage problem={problem} onRetry={onRetry} />
  );
}

function Settings({ settings }: { settings: ProviderSettings }) {
  const [isAsked, setAsked] = useState(false);
  const provider = settings.provider ?? undefined;
  return (
    <>
      <div className="provider-addresses">
        <h3>What to enter at the provider</h3>
        <CopyField label="Redirect address" value={settings.redirectAddress} />
        <CopyField label="Back-channel logout address" value={settings.logoutAddress} />
      </div>
      <ProviderForm key={provider?.issuer ?? ''} provider={provider} />
      {provider ? (
        <div className="provider-end">
          <Button look="danger" onPress={() => setAsked(true)}>
            Remove the provider
          </Button>
        </div>
      ) : null}
      {isAsked ? <RemoveDialog onClose={() => setAsked(false)} /> : null}
    </>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const [reason, setReason] = useState('');
  const { remove, problem, isBusy } = useRemoveProvider(() => {
    notify('The provider is removed.');
    onClose();
  });
  return (
    <Dialog title="Remove the provider" isOpen onClose={onClose}>
      <p>
        Everyone who came in by it is signed out at once. Those without a password here cannot sign in until a provider
        is set again. Nothing that they wrote is lost.
      </p>
      <ReasonField value={reason} onChange={setReason} />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button look="danger" isDisabled={isBusy} onPress={() => remove(reason)}>
          Remove it
        </Button>
        <Button onPress={onClose}>Keep it</Button>
      </DialogActions>
    </Dialog>
  );
}
