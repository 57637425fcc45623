import type { AgentListEntry, DescribeAgentCommandOutput } from '@aws-sdk/client-datasync';
import type { CollectContext } from '../define/collect-context.ts';
import { lastPart } from '../define/console-page.ts';
import { defineResource } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { AGENT_COLUMNS, type AgentRow } from './datasync-agent-columns.ts';
import { describedPages } from './datasync-described-pages.ts';
import { AGENT_STATUSES, AGENTS_TAB } from './datasync-facts.ts';
import { entriesOf } from './datasync-listings.ts';
import { datasyncTags, lastId, type Part, partOf, problemOf, tagsOf } from './datasync-parts.ts';
import { AGENT_RELATIONS } from './datasync-relations.ts';
import { agentSample } from './datasync-samples.ts';
import { AGENT_FINDINGS } from './findings-datasync.ts';

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
  columns: AGENT_COLUMNS,
  key: ({ listed }) => listed.AgentArn,
  identity: 'agent_arn',
  telling: ['agent_name', 'status'],
  actions: ['datasync:ListAgents', 'datasync:DescribeAgent'],
  optionalActions: { tags: ['datasync:ListTagsForResource'] },
  askedLater: [datasyncTags('agent_arn')],
  derivation: 'none',
  refresh: 'none',
  statuses: AGENT_STATUSES,
  sources: 'none',
  relations: AGENT_RELATIONS,
  findings: AGENT_FINDINGS,
  consolePage: (text, region) =>
    lastPart(text('agent_arn'), (id) => `datasync/home?region=${region}#/agents/${id}`),
  leftOut: 'none',
  leavesAt: 'none',
  pricedBy: 'none',
  deleteCommand: 'none',
  describeCommands: [describedBy('datasync', 'describe-agent', '--agent-arn', 'agent_arn')],
  recoveryPoints: 'none',
  loads: () => import('../../aws/datasync.ts'),
  sample: agentSample,
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
