import type { Credentials } from '../operation.ts';
import type { Profile } from '../profiles.ts';
import { CredentialsFailed } from './credentials-failed.ts';

/** What can be part of a key: no blank, no control character, nothing beyond ASCII. */
const KEY = /^[\x21-\x7e]+$/;

/**
 * The keys that the environment holds; null where it names none. White space around them, as secrets of a CI get it, is
 * cut off, and the notice says so.
 * @throws CredentialsFailed where one is missing, or is none
 */
export function environmentKeys(
  environment: NodeJS.ProcessEnv,
): { readonly keys: Credentials; readonly notice: string | null } | null {
  if (!environment.AWS_ACCESS_KEY_ID?.trim()) return null;
  const token = ['AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'].find((name) => environment[name]?.trim());
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', ...(token === undefined ? [] : [token])];
  const padded = names.filter((name) => environment[name] !== environment[name]?.trim());
  const keys = checkedKeys((name) => environment[name]?.trim() || undefined, names, 'the environment');
  const notice =
    padded.length === 0
      ? null
      : `white space around ${padded.join(', ')} was cut off: ${padded.length === 1 ? 'the variable has' : 'the variables have'} it by mistake`;
  return { keys, notice };
}

/**
 * The keys that stand in a profile; null where it has none.
 * @throws CredentialsFailed where one is missing, or is none
 */
export function profileKeys(profile: Profile): Credentials | null {
  if (profile.get('aws_access_key_id') === undefined) return null;
  const token = ['aws_session_token', 'aws_security_token'].find((name) => profile.get(name));
  const names = ['aws_access_key_id', 'aws_secret_access_key', ...(token === undefined ? [] : [token])];
  return checkedKeys(profile.get, names, `the profile "${profile.name}"`);
}

function checkedKeys(
  get: (name: string) => string | undefined,
  names: readonly string[],
  place: string,
): Credentials {
  for (const name of names) {
    const value = get(name);
    if (value === undefined)
      throw new CredentialsFailed('settings', `Partial credentials found in ${place}, missing: ${name}.`);
    if (!KEY.test(value))
      throw new CredentialsFailed(
        'settings',
        `${name} of ${place} holds a character that no key has (white space, a line break or a letter beyond ASCII).`,
      );
  }
  const [accessKeyId = '', secretAccessKey = '', sessionToken] = names.map(get);
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
