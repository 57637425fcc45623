/** Resources of DataSync as AWS might describe them, for tests: an NFS share that is copied to S3 every night. */
import type { AgentRow } from './datasync-agent-columns.ts';
import type { ExecutionRow } from './datasync-execution-columns.ts';
import type { LocationRow } from './datasync-location-columns.ts';
import type { TaskRow } from './datasync-task-columns.ts';

const ARN = 'arn:aws:datasync:us-east-1:123456789012';
const AGENT = `${ARN}:agent/agent-0123456789abcdef0`;
const TASK = `${ARN}:task/task-0123456789abcdef0`;
const EXECUTION = `${TASK}/execution/exec-0123456789abcdef0`;
const SOURCE = `${ARN}:location/loc-0123456789abcdef0`;
const SOURCE_URI = 'nfs://nas.example.com/export/home';
const NOT_CHECKED = ['not checked'];

export const taskSample = (): TaskRow => ({
  listed: { TaskArn: TASK, Name: 'nightly', Status: 'AVAILABLE' },
  described: {
    $metadata: {},
    TaskArn: TASK,
    Name: 'nightly',
    Status: 'AVAILABLE',
    SourceLocationArn: SOURCE,
    DestinationLocationArn: `${ARN}:location/loc-0fedcba9876543210`,
    CurrentTaskExecutionArn: EXECUTION,
    CreationTime: new Date('2026-03-01T09:00:00Z'),
    Schedule: { ScheduleExpression: 'cron(0 2 * * ? *)', Status: 'ENABLED' },
  },
  currentStatus: undefined,
  sourceUri: SOURCE_URI,
  destinationUri: 's3://orders-archive/home/',
  tags: NOT_CHECKED,
});

export const locationSample = (): LocationRow => ({
  listed: { LocationArn: SOURCE, LocationUri: SOURCE_URI },
  uri: { scheme: 'nfs', type: 'NFS', host: 'nas.example.com', subdirectory: '/export/home' },
  type: 'NFS',
  described: { CreationTime: new Date('2026-03-01T08:00:00Z'), OnPremConfig: { AgentArns: [AGENT] } },
  tags: NOT_CHECKED,
});

export const agentSample = (): AgentRow => ({
  listed: { AgentArn: AGENT, Name: 'dc-agent-1', Status: 'ONLINE' },
  described: {
    $metadata: {},
    AgentArn: AGENT,
    Name: 'dc-agent-1',
    Status: 'ONLINE',
    EndpointType: 'PUBLIC',
    LastConnectionTime: new Date('2026-10-01T11:58:00Z'),
    CreationTime: new Date('2026-02-01T08:00:00Z'),
    Platform: { Version: '1.2.3' },
  },
  tags: NOT_CHECKED,
});

export const executionSample = (): ExecutionRow => ({
  listed: { TaskExecutionArn: EXECUTION, Status: 'SUCCESS' },
  described: {
    $metadata: {},
    TaskExecutionArn: EXECUTION,
    Status: 'SUCCESS',
    StartTime: new Date('2026-10-01T02:00:00Z'),
    LaunchTime: new Date('2026-10-01T02:00:10Z'),
    EndTime: new Date('2026-10-01T02:20:10Z'),
    BytesTransferred: 4_294_967_296,
    FilesTransferred: 1200,
    Result: { TotalDuration: 1_200_000 },
  },
  taskArn: TASK,
  taskName: 'nightly',
  tags: NOT_CHECKED,
  now: new Date('2026-10-01T12:00:00Z'),
});
