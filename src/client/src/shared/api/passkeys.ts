import { api } from './client';
import { type Problem, ProblemError } from './problem';

/** Older browsers know passkeys, but not how to read what a server says of them. */
export const knowsPasskeys = () =>
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

/** Has the browser show a passkey, the person's own or, when nobody is signed in, any of this site's. */
export async function showPasskey(): Promise<unknown> {
  const { options } = await api.post('/api/session/passkey/options');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return answerOf(navigator.credentials.get({ publicKey }));
}

/** Has the browser make a passkey for the person who is signed in. */
export async function makePasskey(): Promise<unknown> {
  const { options } = await api.post('/api/account/passkeys/options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON);
  return answerOf(navigator.credentials.create({ publicKey }));
}

async function answerOf(asked: Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await asked;
    if (credential instanceof PublicKeyCredential) return credential.toJSON();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') throw new ProblemError(known);
  }
  throw new ProblemError(none);
}

const known: Problem = {
  kind: 'refused',
  code: 'passkey-known',
  sentence: 'This device or password manager already has a passkey for your account.',
};

const none: Problem = {
  kind: 'refused',
  code: 'no-passkey',
  sentence: 'The browser gave no passkey. Try again, or use your password.',
};
