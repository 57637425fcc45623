import type { AgentListEntry, DescribeAgentCommandOutput } from '@aws-sdk/client-datasync';
import type { ColumnSpec } from '../../model/columns.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { lastPart } from '../define/console-page.ts';
import { type CollectedRow, defineResource } from '../define/define-resource.ts';
import { answering, hidden, shown } from './datasync-columns.ts';
import { describedPages } from './datasync-described-pages.ts';
import { AGENT_STATUSES, AGENTS_TAB } from './datasync-facts.ts';
import { entriesOf } from './datasync-listings.ts';
import { lastId, type Part, partOf, problemOf, tagsOf } from './datasync-parts.ts';
import { AGENT_RELATIONS } from './datasync-relations.ts';
import { AGENT_FINDINGS } from './findings-datasync.ts';

/** An agent: what the listing said, and its describe where AWS gave it. */
export interface AgentRow extends CollectedRow {
  readonly listed: AgentListEntry;
  readonly described: DescribeAgentCommandOutput | undefined;
  readonly tags: readonly string[] | undefined;
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
  hidden('Tags', 'list', 30, 'Tags as key=value; `not checked` without --tags.', ({ tags }) => tags),
];

/** DataSync agents. */
export const datasyncAgent = defineResource<AgentRow>({
  id: 'datasync-agent',
  title: 'DataSync agents',
  noun: 'agent',
  group: 'datasync',
  service: 'DataSync',
  byDefault: true,
  gridHeader: 'Agents',
  tab: AGENTS_TAB,
  sheets: [{ name: 'Agents', position: 4 }],
  columns: [...answering('Agents', OLD), ...ADDED],
  key: ({ listed }) => listed.AgentArn,
  identity: 'agent_arn',
  telling: ['agent_name', 'status'],
  actions: ['datasync:ListAgents', 'datasync:DescribeAgent'],
  optionalActions: { tags: ['datasync:ListTagsForResource'] },
  derivation: 'none',
  refresh: 'none',
  statuses: AGENT_STATUSES,
  sources: 'none',
  relations: AGENT_RELATIONS,
  findings: AGENT_FINDINGS,
  consolePage: (text, region) =>
    lastPart(text('agent_arn'), (id) => `datasync/home?region=${region}#/agents/${id}`),
  pricedBy: 'none',
  deleteCommand: 'none',
  async *collect(context) {
    const { listAgents } = await import('../../aws/datasync.ts');
    const pages = entriesOf(context.pages(listAgents, {}), (page) => page.Agents);
    yield* describedPages(pages, {
      arnOf: (agent) => agent.AgentArn,
      toRow: (agent) => agentRow(context, agent),
    });
  },
});

async function agentRow(context: CollectContext, listed: AgentListEntry): Promise<AgentRow> {
  const [described, tags] = await Promise.all([
    describedAgent(context, listed.AgentArn),
    tagsOf(context, listed.AgentArn),
  ]);
  return { listed, described: described.answer, tags: tags.answer, problem: problemOf(described, tags) };
}

async function describedAgent(
  context: CollectContext,
  arn: string | undefined,
): Promise<Part<DescribeAgentCommandOutput>> {
  if (arn === undefined) return {};
  const { describeAgent } = await import('../../aws/datasync.ts');
  return partOf(context, `details of ${lastId(arn)}`, context.call(describeAgent, { AgentArn: arn }));
}
