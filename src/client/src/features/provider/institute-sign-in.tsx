import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { TextField } from '@/shared/ui/text-field';
import { sentenceOf, type WayProblem } from './way-problems';
import './provider.css';

type Institute = { id: string; name: string };
type State =
  | { kind: 'closed' }
  | { kind: 'asking'; problem?: string }
  | { kind: 'busy' }
  | { kind: 'choice'; institutes: readonly Institute[] };

type Props = {
  /** A path of this site to come back to. */
  next: string | undefined;
  /** How the last way to a provider ended. */
  problem: WayProblem | undefined;
  /** Leaves this page. */
  go?: (address: string) => void;
};

const leave = (address: string) => window.location.assign(address);

/** The quiet way in for people whose institute has a provider of its own. */
export function InstituteSignIn({ next, problem, go = leave }: Props) {
  const [state, setState] = useState<State>({ kind: 'closed' });
  const [email, setEmail] = useState('');

  const addressOf = ({ id }: Institute) =>
    `/api/session/provider/${id}${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`;

  const form = useRef<HTMLFormElement>(null);
  const isOpen = state.kind !== 'closed';

  // It appears in place of what was pressed: go there.
  useEffect(() => {
    if (isOpen) form.current?.querySelector<HTMLElement>('input')?.focus();
  }, [isOpen]);

  async function find(event: SubmitEvent) {
    event.preventDefault();
    // Only the part behind the @ leaves the device.
    const domain = email.trim().split('@').at(-1) ?? '';
    if (!/^[^\s@]+\.[^\s@]+$/.test(domain)) {
      setState({ kind: 'asking', problem: 'Enter your e-mail address at the institute.' });
      return;
    }
    setState({ kind: 'busy' });
    try {
      const { institutes } = await api.get('/api/session/providers/{domain}', { path: { domain } });
      const [only, ...others] = institutes;
      if (only && others.length === 0) go(addressOf(only));
      else if (only) setState({ kind: 'choice', institutes });
      else setState({ kind: 'asking', problem: 'No institute signs in here for this address. Use your password.' });
    } catch (error) {
      setState({ kind: 'asking', problem: problemOf(error).sentence });
    }
  }

  return (
    <section className="institute-sign-in" aria-label="Sign in with your institute">
      {problem === undefined ? null : (
        <Message tone="problem">
          <p>{sentenceOf(problem)}</p>
        </Message>
      )}
      {state.kind === 'closed' ? (
        <Button look="plain" onPress={() => setState({ kind: 'asking' })}>
          Sign in with your institute
        </Button>
      ) : null}
      {state.kind === 'asking' || state.kind === 'busy' ? (
        <form ref={form} className="institute-sign-in-form" onSubmit={(event) => void find(event)} noValidate>
          <TextField
            label="Your e-mail address at the institute"
            type="email"
            inputMode="email"
            autoComplete="email"
            value={email}
            onChange={setEmail}
            problem={state.kind === 'asking' ? state.problem : undefined}
          />
          <Button type="submit" isDisabled={state.kind === 'busy'}>
            Go to your institute
          </Button>
        </form>
      ) : null}
      {state.kind === 'choice' ? (
        <ul role="list" className="institute-choice">
          {state.institutes.map((institute) => (
            <li key={institute.id}>
              <a href={addressOf(institute)}>{institute.name}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
