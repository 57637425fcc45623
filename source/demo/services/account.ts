/** The three services that say who the account is: STS, IAM and Account. */
import { collectionOf } from '../estate/collection.ts';
import { fail } from '../protocols/call.ts';
import type { Operations } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

export const sts: Operations = {
  GetCallerIdentity: (_call, { estate }) => ({
    body: {
      Arn: `arn:aws:iam::${estate.account.id}:user/demo`,
      UserId: 'AIDADEMOUSER000000000',
      Account: estate.account.id,
    },
  }),
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
  GetAccountInformation: (_call, { estate }) => ({
    body: {
      AccountId: estate.account.id,
      AccountName: estate.account.name,
      // The one time of this service, and it is a text.
      AccountCreatedDate: '2019-03-04T05:06:07Z',
      AccountState: 'ACTIVE',
    },
  }),

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
