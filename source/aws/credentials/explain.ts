import { oneLine } from '../../base/one-line.ts';
import { listProfiles, profileOfEnvironment } from '../profiles.ts';
import type { CredentialsFailed } from './credentials-failed.ts';
import { originWords, profileFlag, profileWords, renewalOf, shellWord } from './origin.ts';

const DEMO = 'To see snapdeck without an account: snapdeck --demo';

/** What to tell a person who has no credentials: why, in which profile, and what to type. `profile`: named by flag. */
export function explainCredentials(failed: CredentialsFailed, profile: string | null): readonly string[] {
  const named = profile ?? profileOfEnvironment();
  const message = oneLine(failed.message);
  switch (failed.trouble) {
    case 'no-profile':
      return [message, ...profilesThere(named ?? ''), DEMO];
    case 'none':
      return [
        'No AWS credentials were found.',
        `Tried: environment, ${named === null ? 'default profile' : profileWords(named)}, SSO, credential_process, web identity, container and instance role (${message}).`,
        ...halfSet(),
        profileToUse(),
        DEMO,
      ];
    case 'settings':
      return [message, DEMO];
    case 'sign-in':
      return [
        message,
        ...(failed.origin === null ? [] : [`To sign in: ${renewalOf(failed.origin).advice}`]),
        DEMO,
      ];
    case 'refused':
    case 'unreachable':
      return [
        `No credentials came from ${failed.origin === null ? 'where they were looked for' : originWords(failed.origin)}.`,
        message,
        ...refusedAdvice(failed),
      ];
  }
}

/** AWS's refusals say which permission is missing; what ran out, and who cannot be reached, need a word more. */
function refusedAdvice({ origin, fault, trouble }: CredentialsFailed): readonly string[] {
  if (trouble === 'unreachable') return [];
  const source = origin?.way === 'role' ? origin.source : origin;
  const renews = fault === null || ['expired', 'not-accepted', 'clock'].includes(fault.class);
  return source === null || !renews ? [] : [`To have new ones: ${renewalOf(source).advice}`];
}

function profilesThere(wanted: string): readonly string[] {
  const names = listProfiles();
  return [
    names.length > 0
      ? `Profiles there are: ${names.map(oneLine).join(', ')}`
      : 'It names no profiles at all.',
    `To make it: aws configure sso${profileFlag(wanted)}`,
  ];
}

function profileToUse(): string {
  const [first, ...more] = listProfiles().map(shellWord);
  if (first === undefined) return 'To set some up: aws configure sso, or aws configure';
  const others = more.length === 0 ? '' : `   (or: ${more.slice(0, 7).join(', ')})`;
  return `To use a profile: snapdeck --profile ${first}${others}`;
}

/** The AWS CLI passes over a secret key without its id, too; but it is hard to see. */
function halfSet(): readonly string[] {
  const isHalf = process.env.AWS_SECRET_ACCESS_KEY && !process.env.AWS_ACCESS_KEY_ID?.trim();
  return isHalf ? ['AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not.'] : [];
}
