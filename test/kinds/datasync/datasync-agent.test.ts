import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datasyncAgent } from '../../../source/kinds/datasync/datasync-agent.ts';
import { awsError, collectAll, fakeContext, inPages } from '../../helpers/fake-context.ts';
import { agentArn, daysAgo, minutesAgo } from './datasync-fixtures.ts';

test("an agent's row has what its describe says", async () => {
  const fake = fakeContext({
    answers: {
      ListAgents: [{ Agents: [{ AgentArn: agentArn(1), Name: 'dc-1', Status: 'ONLINE' }] }],
      DescribeAgent: [
        {
          AgentArn: agentArn(1),
          Name: 'dc-1',
          Status: 'OFFLINE',
          EndpointType: 'PRIVATE_LINK',
          LastConnectionTime: minutesAgo(3),
          CreationTime: daysAgo(100),
          Platform: { Version: '2.0.1717' },
          PrivateLinkConfig: {
            VpcEndpointId: 'vpce-0abc',
            PrivateLinkEndpoint: '10.0.0.5',
            SubnetArns: ['arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1'],
            SecurityGroupArns: ['arn:aws:ec2:us-east-1:123456789012:security-group/sg-1'],
          },
        },
      ],
    },
  });
  const { rows } = await collectAll(datasyncAgent, fake);
  assert.deepEqual(rows, [
    {
      key: agentArn(1),
      problem: null,
      values: {
        agent_name: 'dc-1',
        agent_arn: agentArn(1),
        status: 'OFFLINE',
        endpoint_type: 'PRIVATE_LINK',
        last_heartbeat: minutesAgo(3).getTime(),
        creation_time: daysAgo(100).getTime(),
        platform_version: '2.0.1717',
        vpc_endpoint_id: 'vpce-0abc',
        private_link_subnet_arn: 'arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1',
        region: 'us-east-1',
        private_link_endpoint: '10.0.0.5',
        security_group_arns: ['arn:aws:ec2:us-east-1:123456789012:security-group/sg-1'],
        tags: ['not checked'],
      },
    },
  ]);
});

test('agents cost one call a page and one an agent, and a refused describe keeps the listed row', async () => {
  const fake = fakeContext({
    answers: {
      ListAgents: inPages([
        { Agents: [{ AgentArn: agentArn(1), Status: 'ONLINE', Platform: { Version: '1' } }] },
        { Agents: [{ AgentArn: agentArn(2), Name: 'second' }] },
      ]),
      DescribeAgent: ({ AgentArn }) =>
        AgentArn === agentArn(1) ? awsError('AccessDeniedException', 'no') : { AgentArn, Status: 'ONLINE' },
    },
  });
  const { rows } = await collectAll(datasyncAgent, fake);
  assert.deepEqual(
    rows.map(({ key, values, problem }) => [key, values.status, values.platform_version, problem]),
    [
      [agentArn(1), 'ONLINE', '1', 'details of agent-00000000000000001: AccessDeniedException: no'],
      [agentArn(2), 'ONLINE', null, null],
    ],
  );
  assert.equal(fake.calls.length, 4);
});

test("a refused listing of agents ends the cell with AWS's own error", async () => {
  const denied = awsError('AccessDeniedException');
  const { rows, error } = await collectAll(datasyncAgent, fakeContext({ answers: { ListAgents: [denied] } }));
  assert.deepEqual(rows, []);
  assert.equal(error, denied);
});
