/** The portal of IAM Identity Center, which the token of a sign-in opens. */

import { demoSsoToken } from '../environment.ts';
import { collectionOf, type Row } from '../estate/collection.ts';
import type { DemoAccount } from '../organization/company-accounts.ts';
import { accountOf, temporaryKeys } from '../organization/signed-by.ts';
import { type Call, fail } from '../protocols/call.ts';
import { hashText } from '../random.ts';
import type { DemoService, World } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

const invalid = (message: string): never => fail('InvalidRequestException', 400, message);

const paging = (list: string): Paging => ({
  size: 'max_result',
  token: 'next_token',
  nextToken: 'nextToken',
  list,
  limits: { low: 1, high: 100, default: 20 },
  badSize: () => invalid('max_result is not valid'),
  badToken: () => invalid('next_token is not valid'),
});

/** Suspended accounts are not offered. */
function offered(call: Call, { organization }: World): readonly DemoAccount[] {
  if (call.token !== demoSsoToken || organization === undefined)
    return fail('UnauthorizedException', 401, 'Session token not found or invalid');
  return organization.accounts.filter(({ state, ssoRoles }) => state === 'ACTIVE' && ssoRoles.length > 0);
}

function offeredAccount(call: Call, world: World): DemoAccount {
  const id = call.parameters.text('account_id') ?? '';
  return offered(call, world).find((one) => one.id === id) ?? fail('ForbiddenException', 403, 'No access');
}

/** The simulated portal. */
export const ssoPortal: DemoService = {
  protocol: 'rest-json',
  operations: {
    ListAccounts: (call, world) => {
      const rows = offered(call, world).map(
        ({ id, name }): Row => ({
          accountId: id,
          accountName: name,
          emailAddress: `aws+${id}@larkspur.example`,
        }),
      );
      return pageOf(call, collectionOf(rows), paging('accountList'));
    },
    ListAccountRoles: (call, world) => {
      const { id, ssoRoles } = offeredAccount(call, world);
      const rows = ssoRoles.map((roleName): Row => ({ roleName, accountId: id }));
      return pageOf(call, collectionOf(rows), paging('roleList'));
    },
    GetRoleCredentials: (call, world) => {
      const { id, ssoRoles } = offeredAccount(call, world);
      const role = call.parameters.text('role_name') ?? '';
      if (!ssoRoles.includes(role)) return fail('ForbiddenException', 403, 'No access');
      if (accountOf(world.organization, id)?.state !== 'ACTIVE')
        return fail('ForbiddenException', 403, 'No access');
      const reserved = `AWSReservedSSO_${role}_${hashText(`${id}${role}`).toString(16).padStart(8, '0')}`;
      const ends = Date.now() + Math.min(3600, world.sessionSeconds) * 1000;
      const keys = temporaryKeys({ account: id, role: reserved, session: 'dana.whitfield', ends });
      return {
        body: {
          roleCredentials: {
            accessKeyId: keys.AccessKeyId,
            secretAccessKey: keys.SecretAccessKey,
            sessionToken: keys.SessionToken,
            expiration: ends,
          },
        },
      };
    },
  },
};
