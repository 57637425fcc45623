import type { DemoOrganization } from '../organization/company-accounts.ts';
import { accountOf, type SignedBy, signedBy, temporaryKeys } from '../organization/signed-by.ts';
import { type Call, fail } from '../protocols/call.ts';
import type { Operation } from './operation.ts';

const ROLE = /^arn:aws:iam::(\d{12}):role\/(.+)$/;

/** Gives keys of a role where its account is open and its trust policy lets the caller in; refuses as STS does. */
export const assumeRoleOperation: Operation = (call, { organization, home, sessionSeconds }) => {
  const text = (name: string): string => call.parameters.text(name) ?? '';
  const caller = signedBy(call, home);
  const session = text('RoleSessionName');
  const seconds = Number(call.parameters.text('DurationSeconds') ?? 3600);
  if (!/^[\w+=,.@-]{2,64}$/.test(session)) return invalid('roleSessionName');
  if (!(seconds >= 900 && seconds <= 43_200)) return invalid('durationSeconds');
  if (caller.isRole && seconds > 3600)
    return fail(
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  const [, account = '', name = ''] = ROLE.exec(text('RoleArn')) ?? [];
  if (account === '') return fail('ValidationError', 400, `${text('RoleArn')} is invalid`);
  if (!lets(call, caller, organization, account, name))
    return fail(
      'AccessDenied',
      403,
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${text('RoleArn')}`,
    );
  const role = name.split('/').at(-1) ?? name;
  const ends = Date.now() + Math.min(seconds, sessionSeconds) * 1000;
  return {
    body: {
      AssumedRoleUser: {
        AssumedRoleId: `AROADEMO000000000000:${session}`,
        Arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
      },
      Credentials: {
        ...temporaryKeys({ account, role, session, ends }),
        Expiration: new Date(ends),
      },
    },
  };
};

/** The trust policies of the members' roles name the management account. */
function lets(
  call: Call,
  caller: SignedBy,
  organization: DemoOrganization | undefined,
  id: string,
  name: string,
): boolean {
  const account = accountOf(organization, id);
  const role = account?.roles.find((one) => one.name === name);
  if (role === undefined || account?.state !== 'ACTIVE') return false;
  const wanted = role.externalId;
  return (
    caller.account === organization?.accounts[0].id &&
    (wanted === undefined || call.parameters.text('ExternalId') === wanted)
  );
}

function invalid(member: string): never {
  return fail(
    'ValidationError',
    400,
    `1 validation error detected: Value at '${member}' failed to satisfy constraint`,
  );
}
