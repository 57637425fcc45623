/** Whose call it is: an access key id stands for an account, and a session token for the role that was entered with it. */
import * as v from 'valibot';
import type { Call } from '../protocols/call.ts';
import type { DemoAccount, DemoOrganization } from './company-accounts.ts';

/** Who signed a call. */
export interface SignedBy {
  readonly account: string;
  readonly arn: string;
  /** True for the session of a role, which may assume another one for an hour at most. */
  readonly isRole: boolean;
  /** When the session ends, in milliseconds since 1970 UTC; undefined: never. */
  readonly ends?: number | undefined;
}

const TEMPORARY = 'ASIADEMO';
const SESSION = v.object({
  account: v.string(),
  role: v.string(),
  session: v.string(),
  ends: v.optional(v.number()),
});

/** The id of the temporary keys of an account. */
export function temporaryKeyOf(account: string): string {
  return `${TEMPORARY}${account}`;
}

/** A role of an account as it was entered. */
export interface Session {
  readonly account: string;
  readonly role: string;
  readonly session: string;
  /** When it ends, in milliseconds since 1970 UTC. */
  readonly ends: number;
}

/** Temporary keys by which the server knows a role of an account again. */
export function temporaryKeys(entered: Session) {
  return {
    AccessKeyId: temporaryKeyOf(entered.account),
    SecretAccessKey: 'snapdeck-demo-needs-no-secret',
    SessionToken: Buffer.from(JSON.stringify(entered)).toString('base64url'),
  };
}

/** Who signed: the keys of an account's role, else the user of the account that the server is of. */
export function signedBy({ accessKeyId, token }: Call, home: string): SignedBy {
  const account = /^ASIADEMO(\d{12})$/.exec(accessKeyId)?.[1];
  if (account === undefined) return { account: home, arn: `arn:aws:iam::${home}:user/demo`, isRole: false };
  const given = v.safeParse(
    v.pipe(v.string(), v.parseJson(), SESSION),
    Buffer.from(token ?? '', 'base64url').toString(),
  );
  const unknown = { role: 'unknown', session: 'unknown', ends: undefined };
  const { role, session, ends } = given.success ? given.output : unknown;
  return { account, arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`, isRole: true, ends };
}

const byId = new WeakMap<DemoOrganization, ReadonlyMap<string, DemoAccount>>();

/** The account of this id. */
export function accountOf(organization: DemoOrganization | undefined, id: string): DemoAccount | undefined {
  if (organization === undefined) return undefined;
  const known = byId.get(organization) ?? new Map(organization.accounts.map((one) => [one.id, one]));
  byId.set(organization, known);
  return known.get(id);
}
