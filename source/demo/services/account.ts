/** The three services that say who the account is: STS, IAM and Account. */
import { collectionOf } from '../estate/collection.ts';
import { accountOf, signedBy } from '../organization/signed-by.ts';
import { fail } from '../protocols/call.ts';
import { assumeRoleOperation } from './assume-role.ts';
import type { Operations } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

export const sts: Operations = {
  GetCallerIdentity: (call, { home }) => {
    const { account: id, arn } = signedBy(call, home);
    return { body: { Arn: arn, UserId: 'AIDADEMOUSER000000000', Account: id } };
  },
  AssumeRole: assumeRoleOperation,
};

export const iam: Operations = {
  ListAccountAliases: (_call, { estate }) => ({
    body: { AccountAliases: [estate.account.alias], IsTruncated: false },
  }),
};

const invalid = (message: string): never =>
  fail('ValidationException', 400, message, { reason: 'fieldValidationFailed' });

const regionPaging: Paging = {
  size: 'MaxResults',
  token: 'NextToken',
  nextToken: 'NextToken',
  list: 'Regions',
  limits: { low: 1, high: 50, default: 50 },
  badSize: (value) => invalid(`MaxResults must be between 1 and 50: ${value}`),
  badToken: () => invalid('The next token is not valid.'),
};

/** EC2's word for whether a region is on, in the words of this service. */
const OPT_STATUS = {
  'opt-in-not-required': 'ENABLED_BY_DEFAULT',
  'opted-in': 'ENABLED',
  'not-opted-in': 'DISABLED',
} as const;

export const account: Operations = {
  GetAccountInformation: (call, { estate, organization, home }) => {
    const id = signedBy(call, home).account;
    return {
      body: {
        AccountId: id,
        AccountName: accountOf(organization, id)?.name ?? estate.account.name,
        // The one time of this service, and it is a text.
        AccountCreatedDate: '2019-03-04T05:06:07Z',
        AccountState: 'ACTIVE',
      },
    };
  },

  ListRegions: (call, { estate }) => {
    const wanted = call.parameters.texts('RegionOptStatusContains');
    const rows = estate.regions.map(({ name, optInStatus }) => ({
      RegionName: name,
      RegionOptStatus: OPT_STATUS[optInStatus],
    }));
    const kept = rows.filter((row) => wanted.length === 0 || wanted.includes(row.RegionOptStatus));
    return pageOf(call, collectionOf(kept), regionPaging);
  },
};
