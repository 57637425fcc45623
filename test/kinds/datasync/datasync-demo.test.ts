/** The collectors over the real SDK and the simulated AWS: what they hand out is the estate. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { checkedHandler } from '../../../source/aws/checked-handler.ts';
import { type ClientConfig, iamAction, type Operation } from '../../../source/aws/operation.ts';
import { pagesOf } from '../../../source/aws/pages.ts';
import { SILENT_LOGGER } from '../../../source/aws/silent-logger.ts';
import { demoAccessKeyId } from '../../../source/demo/environment.ts';
import type { Row } from '../../../source/demo/estate/collection.ts';
import { type DemoServer, startDemoServer } from '../../../source/demo/server.ts';
import { datasyncAgent } from '../../../source/kinds/datasync/datasync-agent.ts';
import { datasyncExecution } from '../../../source/kinds/datasync/datasync-execution.ts';
import { datasyncLocation } from '../../../source/kinds/datasync/datasync-location.ts';
import { datasyncTask } from '../../../source/kinds/datasync/datasync-task.ts';
import type { CollectContext } from '../../../source/kinds/define/collect-context.ts';
import { collectAll, type FakeContext, fakeContext } from '../../helpers/fake-context.ts';

const NOW = new Date('2026-03-04T12:00:00.000Z');
const REGION = 'us-east-1';

/** A context whose calls go to the server, each once. */
function contextAt(server: DemoServer, requestHandler: NodeHttpHandler): FakeContext {
  const fake = fakeContext({ answers: {}, scanStart: NOW, place: { region: REGION } });
  const config: ClientConfig = {
    region: REGION,
    endpoint: server.url,
    credentials: async () => ({ accessKeyId: demoAccessKeyId, secretAccessKey: 'nobody checks' }),
    maxAttempts: 1,
    requestHandler: checkedHandler(requestHandler),
    logger: SILENT_LOGGER,
  };
  const { signal } = new AbortController();
  const call = <Input, Output>(operation: Operation<Input, Output>, input: Input): Promise<Output> =>
    operation.send(config, input, { abortSignal: signal });
  const context: CollectContext = {
    ...fake.context,
    call,
    pages: (operation, input) => pagesOf(call, operation, input),
  };
  return { ...fake, context };
}

test('all DataSync kinds of a busy region equal its estate, for one call a page and one a described item', async (t) => {
  const server = await startDemoServer({ size: 'hostile', now: NOW, latency: 0, clock: () => NOW.getTime() });
  const requestHandler = new NodeHttpHandler();
  t.after(async () => {
    requestHandler.destroy();
    await server.close();
  });
  const fake = contextAt(server, requestHandler);
  const [tasks, locations, agents, executions] = await Promise.all(
    [datasyncTask, datasyncLocation, datasyncAgent, datasyncExecution].map((kind) => collectAll(kind, fake)),
  );
  const estate = server.estate.region(REGION)?.datasync;
  assert.ok(estate && tasks && locations && agents && executions);
  for (const { error } of [tasks, locations, agents, executions]) assert.equal(error, undefined);
  assert.deepEqual(fake.missing, []);

  const arnsOf = (collection: typeof estate.tasks, field: string) =>
    Array.from({ length: collection.count }, (_, index) => String(collection.at(index)[field])).sort();
  const keysOf = (collected: typeof tasks) => collected.rows.map(({ key }) => String(key)).sort();
  assert.deepEqual(keysOf(tasks), arnsOf(estate.tasks, 'TaskArn'));
  assert.deepEqual(keysOf(locations), arnsOf(estate.locations, 'LocationArn'));
  assert.deepEqual(keysOf(agents), arnsOf(estate.agents, 'AgentArn'));
  const oldest = NOW.getTime() - 30 * 24 * 60 * 60_000;
  const recent = arnsOf(estate.executions, 'TaskExecutionArn').filter((arn) => {
    const start = estate.executionByArn(arn)?.StartTime;
    return start instanceof Date && start.getTime() >= oldest;
  });
  assert.deepEqual(keysOf(executions), recent);

  for (const { key, values, problem } of executions.rows) {
    const row: Row | undefined = estate.executionByArn(String(key));
    assert.equal(problem, null);
    assert.equal(values.status, row?.Status);
    assert.equal(values.bytes_transferred, row?.BytesTransferred);
    assert.equal(values.start_time, row?.StartTime instanceof Date ? row.StartTime.getTime() : null);
  }
  for (const { key, values, problem } of tasks.rows) {
    assert.equal(problem, null);
    const row: Row | undefined = estate.taskByArn(String(key));
    assert.equal(values.source_location_arn, row?.SourceLocationArn);
    assert.equal(values.source_uri, estate.locationByArn(String(row?.SourceLocationArn))?.row.LocationUri);
    const current = estate.executionByArn(String(row?.CurrentTaskExecutionArn));
    const underWay: boolean = row?.Status === 'RUNNING' || row?.Status === 'QUEUED';
    assert.equal(values.current_status, underWay ? current?.Status : null);
  }
  assert.deepEqual(new Set(locations.rows.map(({ values }) => values.location_type)).size, 11);

  const { byCall } = server.counters();
  const counted = Object.fromEntries(
    Object.entries(byCall)
      .filter(([name]) => !name.includes(':DescribeLocation'))
      .map(([name, { calls }]) => [name.split(':')[1], calls]),
  );
  const pages = (count: number) => Math.max(1, Math.ceil(count / 100));
  assert.deepEqual(counted, {
    ListTasks: pages(estate.tasks.count),
    DescribeTask: estate.tasks.count,
    ListLocations: pages(estate.locations.count),
    ListAgents: pages(estate.agents.count),
    DescribeAgent: estate.agents.count,
    ListTaskExecutions: pages(estate.executions.count) + 1,
    DescribeTaskExecution: estate.executions.count,
  });
  const locationCalls = Object.entries(byCall).filter(([name]) => name.includes(':DescribeLocation'));
  assert.equal(
    locationCalls.reduce((sum, [, { calls }]) => sum + calls, 0),
    estate.locations.count,
  );
});

test('every operation of DataSync is named as IAM and the service spell it', async () => {
  const operations = Object.values(await import('../../../source/aws/datasync.ts'));
  const actions = operations.map(iamAction).sort();
  const declared = [datasyncTask, datasyncLocation, datasyncAgent, datasyncExecution].flatMap((kind) => [
    ...kind.actions,
    ...kind.optionalActions.tags,
  ]);
  assert.deepEqual(actions, [...new Set(declared)].sort());
});
