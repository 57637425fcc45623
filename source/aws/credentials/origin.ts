import { quote } from 'shlex';
import { oneLine } from '../../base/one-line.ts';

/** How credentials were found. */
export type CredentialOrigin =
  /** AWS_ACCESS_KEY_ID and its kin; a session token runs out. */
  | { readonly way: 'environment'; readonly isTemporary: boolean }
  /** Keys that stand in the profile. */
  | { readonly way: 'keys'; readonly profile: string; readonly isTemporary: boolean }
  | {
      readonly way: 'role';
      readonly profile: string;
      readonly roleArn: string;
      readonly source: CredentialOrigin;
    }
  | { readonly way: 'sso'; readonly profile: string }
  | { readonly way: 'login'; readonly profile: string }
  | { readonly way: 'process'; readonly profile: string }
  /** A token file that a platform renews; null: the environment names it. */
  | { readonly way: 'web-identity'; readonly profile: string | null; readonly roleArn: string }
  | { readonly way: 'container' }
  | { readonly way: 'instance' };

/** In words, as the header and the log say it. */
export function originWords(origin: CredentialOrigin): string {
  switch (origin.way) {
    case 'environment':
      return 'keys from the environment';
    case 'keys':
      return `keys of ${profileWords(origin.profile)}`;
    case 'role':
      return `${profileWords(origin.profile)} → role ${roleName(origin.roleArn)}`;
    case 'sso':
      return `SSO of ${profileWords(origin.profile)}`;
    case 'login':
      return `aws login of ${profileWords(origin.profile)}`;
    case 'process':
      return `credential_process of ${profileWords(origin.profile)}`;
    case 'web-identity':
      return origin.profile === null ? 'web identity' : `web identity of ${profileWords(origin.profile)}`;
    case 'container':
      return 'container role';
    case 'instance':
      return 'instance role';
  }
}

/** What a person can do to have new credentials, by how they were found. */
export interface Renewal {
  /** What to type; null where there is no command for it. */
  readonly command: string | null;
  /** What to do, as it follows "to have new ones:". */
  readonly advice: string;
  /** True where new credentials can come while this process runs. */
  readonly canWait: boolean;
}

/** How credentials that ran out are renewed; those of a role as what it is assumed with. */
export function renewalOf(origin: CredentialOrigin): Renewal {
  switch (origin.way) {
    case 'environment': {
      const names = [
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
        ...(origin.isTemporary ? ['AWS_SESSION_TOKEN'] : []),
      ];
      return {
        command: null,
        advice: `set ${names.join(', ')} anew and start snapdeck again`,
        canWait: false,
      };
    }
    case 'keys':
      return {
        command: null,
        advice: `put new keys into ${profileWords(origin.profile)} (aws configure${profileFlag(origin.profile)}, or what wrote them)`,
        canWait: true,
      };
    case 'role':
      return renewalOf(origin.source);
    case 'sso':
      return signIn(`aws sso login${profileFlag(origin.profile)}`);
    case 'login':
      return signIn(`aws login${profileFlag(origin.profile)}`);
    case 'process': {
      const advice = `sign in to what the credential_process of ${profileWords(origin.profile)} asks`;
      return { command: null, advice, canWait: true };
    }
    case 'web-identity':
      return { command: null, advice: 'the platform has to renew the token file', canWait: true };
    case 'container':
    case 'instance':
      return { command: null, advice: `the platform has to renew the ${origin.way} role's`, canWait: true };
  }
}

function signIn(command: string): Renewal {
  return { command, advice: command, canWait: true };
}

/** What needs no quotation marks, in a sentence or a shell. */
const PLAIN_WORD = /^[\p{L}\p{N}_.@/:+-]+$/u;

/** `profile prod`; a name of more than a word stands in quotation marks. */
export function profileWords(name: string): string {
  const shown = oneLine(name);
  return PLAIN_WORD.test(shown) ? `profile ${shown}` : `profile "${shown}"`;
}

/** ` --profile NAME` as a shell takes it; nothing for the default profile. */
export function profileFlag(name: string): string {
  return name === 'default' ? '' : ` --profile ${shellWord(name)}`;
}

/** A word as a shell takes it. */
export function shellWord(word: string): string {
  const shown = oneLine(word);
  return PLAIN_WORD.test(shown) ? shown : quote(shown);
}

function roleName(arn: string): string {
  return oneLine(arn.split('/').at(-1) ?? arn);
}
