import type { ProviderView, Role } from './provider-query';

export type RoleRow = { value: string; role: Role };

/** What stands in the form. Lists are typed as words with spaces or commas between them. */
export type ProviderDraft = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  emailClaim: string;
  rolesClaim: string;
  roles: readonly RoleRow[];
  domains: string;
  scopes: string;
  apiAudience: string;
};

export const roles: readonly { id: Role; label: string }[] = [
  { id: 'trainee', label: 'Trainee' },
  { id: 'supervisor', label: 'Supervisor' },
  { id: 'training-lead', label: 'Training lead' },
  { id: 'auditor', label: 'Auditor' },
  { id: 'administrator', label: 'Administrator' },
  { id: 'data-protection-officer', label: 'Data protection officer' },
];

export function draftOf(provider: ProviderView | undefined): ProviderDraft {
  return {
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    clientSecret: '',
    emailClaim: provider?.emailClaim ?? 'email',
    rolesClaim: provider?.rolesClaim ?? '',
    roles: Object.entries(provider?.roles ?? {}).map(([value, role]) => ({ value, role })),
    domains: (provider?.domains ?? []).join(' '),
    scopes: (provider?.scopes ?? ['email', 'profile']).join(' '),
    apiAudience: provider?.apiAudience ?? '',
  };
}

const words = (text: string) => text.split(/[\s,;]+/).filter((word) => word !== '');
const orNothing = <K extends string>(key: K, text: string) =>
  (text.trim() === '' ? {} : { [key]: text.trim() }) as Partial<Record<K, string>>;

export function requestOf(draft: ProviderDraft) {
  return {
    issuer: draft.issuer.trim(),
    clientId: draft.clientId.trim(),
    emailClaim: draft.emailClaim.trim(),
    roles: Object.fromEntries(
      draft.roles.filter(({ value }) => value.trim() !== '').map(({ value, role }) => [value.trim(), role]),
    ),
    domains: words(draft.domains),
    scopes: words(draft.scopes),
    ...orNothing('clientSecret', draft.clientSecret),
    ...orNothing('rolesClaim', draft.rolesClaim),
    ...orNothing('apiAudience', draft.apiAudience),
  };
}

export type DraftProblems = Partial<Record<keyof ProviderDraft, string>>;

/** What can be said before the server is asked. */
export function problemsOf(draft: ProviderDraft): DraftProblems {
  return {
    ...(/^https?:\/\/\S+$/.test(draft.issuer.trim())
      ? {}
      : { issuer: 'Enter the issuer’s address, beginning with https://.' }),
    ...(draft.clientId.trim() === '' ? { clientId: 'Enter the client id that the provider has given.' } : {}),
    ...(draft.emailClaim.trim() === ''
      ? { emailClaim: 'Enter the name of the claim that holds the e-mail address.' }
      : {}),
  };
}
