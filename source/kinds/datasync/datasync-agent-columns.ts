import type { AgentListEntry, DescribeAgentCommandOutput } from '@aws-sdk/client-datasync';
import type { ColumnSpec, ListItem } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import { answering, hidden, shown } from './datasync-columns.ts';

/** An agent: what the listing said, and its describe where AWS gave it. */
export interface AgentRow extends CollectedRow {
  readonly listed: AgentListEntry;
  readonly described: DescribeAgentCommandOutput | undefined;
  readonly tags: readonly ListItem[] | undefined;
}

const OLD: readonly ColumnSpec<AgentRow>[] = [
  shown(
    'Agent Name',
    'text',
    28,
    'The name of the agent; blank where it has none.',
    ({ listed, described }) => described?.Name ?? listed.Name,
  ),
  hidden('Agent ARN', 'arn', 40, 'The ARN of the agent.', ({ listed }) => listed.AgentArn),
  shown(
    'Status',
    'enum',
    8,
    'ONLINE or OFFLINE.',
    ({ listed, described }) => described?.Status ?? listed.Status,
  ),
  shown(
    'Endpoint Type',
    'enum',
    17,
    'PUBLIC, PRIVATE_LINK (a VPC endpoint), FIPS or FIPS_PRIVATE_LINK.',
    ({ described }) => described?.EndpointType,
    { label: 'Endpoint' },
  ),
  shown(
    'Last Heartbeat',
    'instant',
    16,
    'When the agent last spoke to DataSync (LastConnectionTime).',
    ({ described }) => described?.LastConnectionTime,
    { label: 'Heartbeat', restless: true },
  ),
  shown(
    'Creation Time',
    'instant',
    16,
    'When the agent was activated.',
    ({ described }) => described?.CreationTime,
    { label: 'Created' },
  ),
  shown(
    'Platform Version',
    'text',
    16,
    "The version of the agent's software.",
    ({ listed, described }) => described?.Platform?.Version ?? listed.Platform?.Version,
    { label: 'Version' },
  ),
  shown(
    'VPC Endpoint ID',
    'text',
    22,
    'The VPC endpoint that the agent connects through; blank for a public endpoint.',
    ({ described }) => described?.PrivateLinkConfig?.VpcEndpointId,
  ),
  hidden(
    'Private Link Subnet ARN',
    'arn',
    40,
    'The subnet of the VPC endpoint.',
    ({ described }) => described?.PrivateLinkConfig?.SubnetArns?.[0],
  ),
  shown('Region', 'text', 15, 'The region of the agent.', (_row, place) => place.region),
];

const ADDED: readonly ColumnSpec<AgentRow>[] = [
  hidden(
    'Private Link Endpoint',
    'text',
    30,
    'The address of the VPC endpoint.',
    ({ described }) => described?.PrivateLinkConfig?.PrivateLinkEndpoint,
  ),
  hidden(
    'Security Group ARNs',
    'list',
    40,
    'The security groups of the VPC endpoint.',
    ({ described }) => described?.PrivateLinkConfig?.SecurityGroupArns,
  ),
  hidden('Tags', 'tags', 30, 'Tags as key=value; `not checked` without --tags.', ({ tags }) => tags),
];

/** The columns of an agent: the old export's first, then ours. */
export const AGENT_COLUMNS = [...answering('Agents', OLD), ...ADDED];
