import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import type { DemoAccount, DemoOrganization } from '../organization/company-accounts.ts';
import { accountOf, signedBy } from '../organization/signed-by.ts';
import { accountsBelow, type DemoParent, parentsOf, unitsBelow } from '../organization/units.ts';
import { type Answer, type Call, fail } from '../protocols/call.ts';
import type { DemoService, Operation } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

const invalid = (message: string): never => fail('InvalidInputException', 400, message);

const paging = (list: string): Paging => ({
  size: 'MaxResults',
  token: 'NextToken',
  nextToken: 'NextToken',
  list,
  limits: { low: 1, high: 20, default: 20 },
  badSize: () => invalid('You specified an invalid value for MaxResults.'),
  badToken: () => invalid('You specified an invalid value for NextToken.'),
});

/** What only the management account may ask. */
const managed =
  (answer: (call: Call, organization: DemoOrganization) => Answer): Operation =>
  (call, { organization, home }) => {
    if (organization === undefined) return notInUse();
    if (signedBy(call, home).account !== organization.accounts[0].id)
      fail('AccessDeniedException', 400, "You don't have permissions to access this resource.");
    return answer(call, organization);
  };

function notInUse(): never {
  return fail('AWSOrganizationsNotInUseException', 400, 'Your account is not a member of an organization.');
}

function accountRow({ id: organizationId, accounts }: DemoOrganization, account: DemoAccount): Row {
  return {
    Id: account.id,
    Arn: `arn:aws:organizations::${accounts[0].id}:account/${organizationId}/${account.id}`,
    Email: `aws+${account.name.toLowerCase().replaceAll(' ', '-')}@larkspur.example`,
    Name: account.name,
    State: account.state,
    JoinedMethod: account.roles.length > 0 ? 'CREATED' : 'INVITED',
    JoinedTimestamp: new Date('2023-02-01T09:00:00Z'),
  };
}

/** A row an account, made as a page has room for it: a company may have thousands. */
function accountRows(organization: DemoOrganization, accounts: readonly DemoAccount[]): Collection {
  const at = (index: number): Row => accountRow(organization, accounts[index] ?? organization.accounts[0]);
  return { count: accounts.length, at };
}

function parentOf(call: Call, organization: DemoOrganization): DemoParent {
  const id = call.parameters.text('ParentId') ?? '';
  return (
    parentsOf(organization).find((parent) => parent.id === id) ??
    fail('ParentNotFoundException', 400, `You specified a parent that does not exist: ${id}`)
  );
}

/** The simulated AWS Organizations; it speaks JSON 1.1 under a version of its own. */
export const organizations: DemoService = {
  protocol: 'json-1-1',
  target: 'AWSOrganizationsV20161128',
  operations: {
    DescribeOrganization: (_call, { organization }) => {
      if (organization === undefined) return notInUse();
      const { id, accounts } = organization;
      const [management] = accounts;
      return {
        body: {
          Organization: {
            Id: id,
            Arn: `arn:aws:organizations::${management.id}:organization/${id}`,
            FeatureSet: 'ALL',
            MasterAccountId: management.id,
            MasterAccountArn: accountRow(organization, management).Arn,
            MasterAccountEmail: accountRow(organization, management).Email,
          },
        },
      };
    },
    ListAccounts: managed((call, organization) =>
      pageOf(call, accountRows(organization, organization.accounts), paging('Accounts')),
    ),
    ListRoots: managed((call, { rootId }) =>
      pageOf(call, collectionOf([{ Id: rootId, Name: 'Root' }]), paging('Roots')),
    ),
    ListOrganizationalUnitsForParent: managed((call, organization) => {
      const units = unitsBelow(organization, parentOf(call, organization));
      const rows = units.map(({ id, name }): Row => ({ Id: id, Name: name }));
      return pageOf(call, collectionOf(rows), paging('OrganizationalUnits'));
    }),
    ListAccountsForParent: managed((call, organization) => {
      const below = accountsBelow(organization, parentOf(call, organization));
      return pageOf(call, accountRows(organization, below), paging('Accounts'));
    }),
    ListTagsForResource: managed((call, organization) => {
      const account = accountOf(organization, call.parameters.text('ResourceId') ?? '');
      if (account === undefined) return fail('TargetNotFoundException', 400, 'There is no such target.');
      const rows = Object.entries(account.tags).map(([Key, Value]): Row => ({ Key, Value }));
      return pageOf(call, collectionOf(rows), { ...paging('Tags'), size: '' });
    }),
  },
};
