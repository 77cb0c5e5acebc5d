import { describe, expect, test } from 'vitest';
import { draftOf, problemsOf, requestOf } from './provider-draft';

const provider = {
  issuer: 'https://login.example.org',
  clientId: 'supervision',
  hasClientSecret: true,
  emailClaim: 'email',
  rolesClaim: 'groups',
  roles: { students: 'trainee' },
  domains: ['example.org', 'example.com'],
  scopes: ['email'],
  apiAudience: null,
} as const;

describe('the settings of a provider', () => {
  test('come back as they were, and leave the secret as it is', () => {
    const request = requestOf(draftOf({ ...provider, domains: [...provider.domains], scopes: [...provider.scopes] }));
    expect(request).toEqual({
      issuer: 'https://login.example.org',
      clientId: 'supervision',
      emailClaim: 'email',
      rolesClaim: 'groups',
      roles: { students: 'trainee' },
      domains: ['example.org', 'example.com'],
      scopes: ['email'],
    });
  });

  test('take lists with commas, spaces and lines', () => {
    const request = requestOf({ ...draftOf(undefined), domains: ' example.org,example.com\n example.net ' });
    expect(request.domains).toEqual(['example.org', 'example.com', 'example.net']);
  });

  test('leave out a role without a value', () => {
    const request = requestOf({ ...draftOf(undefined), roles: [{ value: ' ', role: 'trainee' }] });
    expect(request.roles).toEqual({});
  });

  test('need an address, a client and a claim', () => {
    expect(Object.keys(problemsOf({ ...draftOf(undefined), emailClaim: '' }))).toEqual([
      'issuer',
      'clientId',
      'emailClaim',
    ]);
    expect(problemsOf({ ...draftOf(undefined), issuer: 'https://login.example.org', clientId: 'x' })).toEqual({});
  });
});
