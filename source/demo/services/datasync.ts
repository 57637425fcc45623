import { collectionOf, type Row } from '../estate/collection.ts';
import type { DatasyncEstate } from '../estate/datasync.ts';
import type { LocationType } from '../estate/datasync-locations.ts';
import { type Call, fail } from '../protocols/call.ts';
import type { Operation, Operations } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

const invalid = (message: string): never =>
  fail('InvalidRequestException', 400, message, {
    errorCode: 'InvalidParameter',
    datasyncErrorCode: 'InvalidParameter',
  });

const paging = (list: string): Paging => ({
  size: 'MaxResults',
  token: 'NextToken',
  nextToken: 'NextToken',
  list,
  limits: { low: 0, high: 100, default: 100 },
  badSize: (value) =>
    fail(
      'ValidationException',
      400,
      `1 validation error detected: Value '${value}' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100`,
    ),
  badToken: () => invalid('Invalid NextToken.'),
});

const locationTypes: readonly LocationType[] = [
  'S3',
  'Efs',
  'FsxWindows',
  'FsxLustre',
  'FsxOpenZfs',
  'FsxOntap',
  'Nfs',
  'Smb',
  'Hdfs',
  'ObjectStorage',
  'AzureBlob',
];

/** The members of a row that a listing shows. */
const only =
  (...fields: readonly string[]) =>
  (row: Row): Row =>
    Object.fromEntries(fields.map((field) => [field, row[field]]));

const taskView = only('TaskArn', 'Status', 'Name', 'TaskMode');
const locationView = only('LocationArn', 'LocationUri');
const agentView = only('AgentArn', 'Name', 'Status', 'Platform');
const executionView = only('TaskExecutionArn', 'Status', 'TaskMode');

const taskPaging = paging('Tasks');
const locationPaging = paging('Locations');
const agentPaging = paging('Agents');
const executionPaging = paging('TaskExecutions');
const tagPaging = paging('Tags');

function describe(
  parameter: string,
  noun: string,
  find: (estate: DatasyncEstate, arn: string) => Row | undefined,
): Operation {
  return ({ parameters }, { region }) => {
    const arn = parameters.text(parameter);
    if (arn === undefined) return missing(parameter);
    return { body: find(region.datasync, arn) ?? invalid(`${noun} not found: ${arn}`) };
  };
}

/** A describe of the wrong type is refused, not answered with less. */
function describeLocation(type: LocationType): Operation {
  return ({ parameters }, { region }) => {
    const arn = parameters.text('LocationArn');
    if (arn === undefined) return missing('LocationArn');
    const location = region.datasync.locationByArn(arn) ?? invalid(`Location not found: ${arn}`);
    if (location.form.type !== type) invalid(`Location ${arn} is not of the type ${type}.`);
    return { body: location.row };
  };
}

function missing(parameter: string): never {
  const name = parameter.charAt(0).toLowerCase() + parameter.slice(1);
  return fail(
    'ValidationException',
    400,
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

export const datasync: Operations = {
  ListTasks: (call, { region }) => {
    const { tasks } = region.datasync;
    const tests = call.parameters.records('Filters').map((filter) => {
      if (filter.text('Name') !== 'LocationId')
        return invalid(`Filter not supported here: ${filter.text('Name') ?? ''}`);
      const values = filter.texts('Values');
      return (row: Row) =>
        values.includes(String(row.SourceLocationArn)) || values.includes(String(row.DestinationLocationArn));
    });
    return pageOf(call, tasks, taskPaging, { view: taskView, keeps: allOf(tests) });
  },

  ListLocations: (call, { region }) =>
    pageOf(call, region.datasync.locations, locationPaging, {
      view: locationView,
      keeps: allOf(call.parameters.records('Filters').map((filter) => locationTest(filter, region.datasync))),
    }),

  ListAgents: (call, { region }) => pageOf(call, region.datasync.agents, agentPaging, { view: agentView }),

  ListTaskExecutions: (call, { region }) => {
    const arn = call.parameters.text('TaskArn');
    const rows =
      arn === undefined
        ? region.datasync.executions
        : (region.datasync.executionsOf(arn) ?? invalid(`Task not found: ${arn}`));
    return pageOf(call, rows, executionPaging, { view: executionView });
  },

  ListTagsForResource: (call, { region }) => {
    const arn = call.parameters.text('ResourceArn');
    if (arn === undefined) return missing('ResourceArn');
    const tags = region.datasync.tagsByArn(arn) ?? invalid(`Resource not found: ${arn}`);
    return pageOf(call, collectionOf(tags), tagPaging);
  },

  DescribeTask: describe('TaskArn', 'Task', (estate, arn) => estate.taskByArn(arn)),
  DescribeAgent: describe('AgentArn', 'Agent', (estate, arn) => estate.agentByArn(arn)),
  DescribeTaskExecution: describe('TaskExecutionArn', 'Task execution', (estate, arn) =>
    estate.executionByArn(arn),
  ),
  ...Object.fromEntries(locationTypes.map((type) => [`DescribeLocation${type}`, describeLocation(type)])),
};

function allOf(tests: readonly ((row: Row) => boolean)[]): ((row: Row) => boolean) | undefined {
  return tests.length === 0 ? undefined : (row) => tests.every((test) => test(row));
}

type Filter = ReturnType<Call['parameters']['records']>[number];

const operators: Readonly<Record<string, (text: string, value: string) => boolean>> = {
  Equals: (text, value) => text === value,
  In: (text, value) => text === value,
  Contains: (text, value) => text.includes(value),
  BeginsWith: (text, value) => text.startsWith(value),
};

function locationTest(filter: Filter, estate: DatasyncEstate): (row: Row) => boolean {
  const operator = filter.text('Operator') ?? 'Equals';
  const values = filter.texts('Values');
  const negative = { NotEquals: 'Equals', NotContains: 'Contains' }[operator];
  const compare = operators[negative ?? operator] ?? invalid(`Operator not supported here: ${operator}`);
  const test = (text: string) => values.some((value) => compare(text, value)) === (negative === undefined);
  switch (filter.text('Name')) {
    case 'LocationType':
      return (row) => test(estate.locationByArn(String(row.LocationArn))?.form.filter ?? '');
    case 'LocationUri':
      return (row) => test(String(row.LocationUri));
    default:
      return invalid(`Filter not supported here: ${filter.text('Name') ?? ''}`);
  }
}
