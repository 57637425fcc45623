import {
  DescribeOrganizationCommand,
  type DescribeOrganizationCommandInput,
  ListAccountsCommand,
  type ListAccountsCommandInput,
  ListAccountsForParentCommand,
  type ListAccountsForParentCommandInput,
  ListOrganizationalUnitsForParentCommand,
  type ListOrganizationalUnitsForParentCommandInput,
  ListRootsCommand,
  type ListRootsCommandInput,
  ListTagsForResourceCommand,
  type ListTagsForResourceCommandInput,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { defineService } from './operation.ts';
import { TolerantJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'organizations',
  (config) => new OrganizationsClient({ ...config, protocol: TolerantJsonProtocol }),
);

/** As many as Organizations gives at once. */
const MaxResults = 20;

/** The organization and its management account; every account of it may ask. */
export const describeOrganization = service.operation(
  'DescribeOrganization',
  (client, input: DescribeOrganizationCommandInput, options) =>
    client.send(new DescribeOrganizationCommand(input), options),
);

/** Every account, whatever its state; only the management account and delegated administrators may ask. */
export const listAccounts = service.paged(
  'ListAccounts',
  (client, input: ListAccountsCommandInput, options) => client.send(new ListAccountsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Accounts,
  },
);

/** The root that all units are below. */
export const listRoots = service.paged(
  'ListRoots',
  (client, input: ListRootsCommandInput, options) => client.send(new ListRootsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Roots,
  },
);

/** The units right below a root or a unit. */
export const listUnits = service.paged(
  'ListOrganizationalUnitsForParent',
  (client, input: ListOrganizationalUnitsForParentCommandInput, options) =>
    client.send(new ListOrganizationalUnitsForParentCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.OrganizationalUnits,
  },
);

/** The accounts right below a root or a unit. */
export const listAccountsOfParent = service.paged(
  'ListAccountsForParent',
  (client, input: ListAccountsForParentCommandInput, options) =>
    client.send(new ListAccountsForParentCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Accounts,
  },
);

/** The tags of an account. */
export const listTags = service.paged(
  'ListTagsForResource',
  (client, input: ListTagsForResourceCommandInput, options) =>
    client.send(new ListTagsForResourceCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Tags,
  },
);
