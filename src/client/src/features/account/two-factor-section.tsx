import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { TwoFactorSetup } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { twoFactorQuery } from './account-queries';
import { RecoveryCodesDialog } from './recovery-codes-dialog';
import { Section } from './section';
import { SetUpDialog } from './set-up-dialog';
import { useChange } from './use-change';

export function TwoFactorSection() {
  const { data: state, error } = useQuery(twoFactorQuery);
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <Section
      title="Authenticator app"
      about="With your password, signing in then also asks for a code from an app on your phone. A password that was seen or guessed is not enough."
    >
      {error ? <ProblemMessage problem={problemOf(error)} /> : null}
      {state?.isOn === false ? <Off onCodes={setCodes} /> : null}
      {state?.isOn ? <On codesLeft={state.recoveryCodesLeft} onCodes={setCodes} /> : null}
      {codes ? <RecoveryCodesDialog codes={codes} onClose={() => setCodes(undefined)} /> : null}
    </Section>
  );
}

type OnCodes = (codes: readonly string[]) => void;

function Off({ onCodes }: { onCodes: OnCodes }) {
  const [setup, setSetup] = useState<TwoFactorSetup>();
  const { run, problem, isBusy } = useChange(() => api.post('/api/account/two-factor/setup'), setSetup);
  return (
    <>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <p>
        <Button isDisabled={isBusy} onPress={() => run()}>
          Set up an app
        </Button>
      </p>
      {setup ? <SetUpDialog setup={setup} onConfirmed={onCodes} onClose={() => setSetup(undefined)} /> : null}
    </>
  );
}

function On({ codesLeft, onCodes }: { codesLeft: number; onCodes: OnCodes }) {
  const [isAsked, setAsked] = useState(false);
  const { run, problem, isBusy } = useChange(
    () => api.post('/api/account/two-factor/recovery-codes'),
    ({ codes }) => onCodes(codes),
  );
  return (
    <>
      <p>
        It is on. {codesLeft === 1 ? 'One recovery code is' : `${codesLeft} recovery codes are`} left for when you do
        not have your phone.
      </p>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="account-row-actions">
        <Button isDisabled={isBusy} onPress={() => run()}>
          Make new recovery codes
        </Button>
        <Button look="danger" onPress={() => setAsked(true)}>
          Turn it off
        </Button>
      </div>
      {isAsked ? <TurnOffDialog onClose={() => setAsked(false)} /> : null}
    </>
  );
}

function TurnOffDialog({ onClose }: { onClose: () => void }) {
  const { run, problem, isBusy } = useChange(
    () => api.delete('/api/account/two-factor'),
    () => {
      onClose();
      notify('The authenticator app is off. Your password alone signs you in.');
    },
  );
  return (
    <Dialog title="Turn the authenticator app off?" isOpen onClose={onClose}>
      <p>Your password alone will then sign you in, and your recovery codes are worth nothing.</p>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button look="danger" isDisabled={isBusy} onPress={() => run()}>
          Turn it off
        </Button>
        <Button look="plain" onPress={onClose}>
          Cancel
        </Button>
      </DialogActions>
    </Dialog>
  );
}
