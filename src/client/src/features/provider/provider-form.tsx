import { type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField, type TextFieldProps } from '@/shared/ui/text-field';
import { draftOf, type ProviderDraft, problemsOf } from './provider-draft';
import { type ProviderView, useSetProvider } from './provider-query';
import { ReasonField } from './reason-field';
import { RoleRows } from './role-rows';

type Words = Exclude<keyof ProviderDraft, 'roles'>;

export function ProviderForm({ provider }: { provider: ProviderView | undefined }) {
  const [draft, setDraft] = useState(() => draftOf(provider));
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { set, problem, isBusy } = useSetProvider(() => {
    setDraft((now) => ({ ...now, clientSecret: '' }));
    setReason('');
    notify('The provider is set. Its people can sign in now.');
  });
  const own = isChecked ? problemsOf(draft) : {};
  const said = problem?.kind === 'invalid' ? problem.errors : {};

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // The fields say what is wrong at once, so that the first of them can be gone to.
    flushSync(() => setChecked(true));
    if (Object.keys(problemsOf(draft)).length > 0) {
      form.current?.querySelector<HTMLElement>('[data-invalid] input')?.focus();
      return;
    }
    set({ draft, reason });
  }

  const field = (name: Words, props: Pick<TextFieldProps, 'label' | 'hint' | 'type' | 'inputMode'>) => (
    <TextField
      {...props}
      value={draft[name]}
      onChange={(value) => setDraft({ ...draft, [name]: value })}
      problem={own[name] ?? said[name]?.[0]}
      autoComplete="off"
      spellCheck="false"
    />
  );

  return (
    <form ref={form} className="provider-form" onSubmit={submit} noValidate>
      <h3>What the provider has given you</h3>
      {field('issuer', { label: 'Issuer', hint: 'Exactly as its tokens name it.', inputMode: 'url' })}
      {field('clientId', { label: 'Client id' })}
      {field('clientSecret', {
        label: 'Client secret',
        hint: provider?.hasClientSecret
          ? 'There is one. It stays as it is if you leave this empty.'
          : 'Kept encrypted and never shown again.',
        type: 'password',
      })}
      <h3>Whom it speaks for</h3>
      {field('domains', {
        label: 'E-mail domains',
        hint: 'Such as example.org, with spaces between them. Also how people find this way on the sign-in page.',
      })}
      {field('emailClaim', { label: 'Claim for the e-mail address' })}
      <h3>Roles</h3>
      {field('rolesClaim', {
        label: 'Claim for roles',
        hint: 'Empty: roles are given here, not there. Otherwise each sign-in sets them anew.',
      })}
      {draft.rolesClaim.trim() === '' ? null : (
        <RoleRows rows={draft.roles} onChange={(roles) => setDraft({ ...draft, roles })} />
      )}
      <h3>For programs</h3>
      {field('scopes', { label: 'Scopes asked for', hint: 'Beside openid, with spaces between them.' })}
      {field('apiAudience', {
        label: 'Audience of tokens for the API',
        hint: 'Empty: the provider issues none. Never the client id.',
      })}
      <ReasonField value={reason} onChange={setReason} />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="provider-actions">
        <Button type="submit" look="primary" isDisabled={isBusy}>
          {isBusy ? 'Asking the provider' : 'Set the provider'}
        </Button>
      </div>
    </form>
  );
}
