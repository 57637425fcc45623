/** The portal of IAM Identity Center: nothing is signed, the token of the sign-in says who asks. */
import {
  GetRoleCredentialsCommand,
  type GetRoleCredentialsCommandInput,
  ListAccountRolesCommand,
  type ListAccountRolesCommandInput,
  ListAccountsCommand,
  type ListAccountsCommandInput,
  SSOClient,
} from '@aws-sdk/client-sso';
import { defineService } from './operation.ts';
import { TolerantRestJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'sso',
  (config) => new SSOClient({ ...config, protocol: TolerantRestJsonProtocol }),
);

const maxResults = 100;

/** The accounts that whoever signed in may enter. */
export const listAccounts = service.paged(
  'ListAccounts',
  (client, input: ListAccountsCommandInput, options) => client.send(new ListAccountsCommand(input), options),
  {
    pageInput: (input, nextToken) => ({ ...input, maxResults, nextToken }),
    nextToken: (output) => output.nextToken,
    list: (output) => output.accountList,
  },
);

/** The roles that they have in one of them. */
export const listAccountRoles = service.paged(
  'ListAccountRoles',
  (client, input: ListAccountRolesCommandInput, options) =>
    client.send(new ListAccountRolesCommand(input), options),
  {
    pageInput: (input, nextToken) => ({ ...input, maxResults, nextToken }),
    nextToken: (output) => output.nextToken,
    list: (output) => output.roleList,
  },
);

/** Credentials of such a role. */
export const getRoleCredentials = service.operation(
  'GetRoleCredentials',
  (client, input: GetRoleCredentialsCommandInput, options) =>
    client.send(new GetRoleCredentialsCommand(input), options),
);
