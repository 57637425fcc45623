/** The rules of the Recycle Bin: by tags, and at home one for the whole region with an exception; and one in the making. */
import { collectionOf, type Row } from '../estate/collection.ts';
import { isHome } from '../estate/context.ts';
import { fail } from '../protocols/call.ts';
import type { DemoService, World } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

const invalid = (message: string): never => fail('ValidationException', 400, message);

const paging: Paging = {
  ...{ size: 'MaxResults', token: 'NextToken', nextToken: 'NextToken', list: 'Rules' },
  limits: { low: 1, high: 1000, default: 1000 },
  badSize: (value) => invalid(`MaxResults must be between 1 and 1000: ${value}`),
  badToken: () => invalid('The next token is not valid.'),
};

/** How long rules of the company keep what was deleted, in days. */
export const RETENTION = { snapshots: 14, images: 30 };

const ofDays = (RetentionPeriodValue: number): Row => ({ RetentionPeriodValue, RetentionPeriodUnit: 'DAYS' });
const ofProduction = { ResourceTagKey: 'env', ResourceTagValue: 'prod' };

function rulesIn({ region: { context } }: World): readonly Row[] {
  const snapshots = { ResourceType: 'EBS_SNAPSHOT', RetentionPeriod: ofDays(RETENTION.snapshots) };
  const tagged: Row = {
    ...{ Identifier: 'pR0dSnap01a', Description: 'snapshots of production', Status: 'available' },
    ...{ ...snapshots, ResourceTags: [ofProduction], ExcludeResourceTags: [] },
  };
  const images: Row = {
    ...{ Identifier: 'aM1s0000001', Description: 'images', Status: 'available', ResourceType: 'EC2_IMAGE' },
    ...{ RetentionPeriod: ofDays(RETENTION.images), ResourceTags: [], ExcludeResourceTags: [] },
  };
  if (!isHome(context)) return [tagged, images];
  return [
    tagged,
    images,
    {
      ...{ Identifier: 'aLl5naps00b', Description: 'all but scratch', Status: 'available' },
      ...{ ...snapshots, RetentionPeriod: ofDays(7), ResourceTags: [] },
      ...{
        ExcludeResourceTags: [{ ResourceTagKey: 'backup', ResourceTagValue: 'none' }],
        LockState: 'locked',
      },
    },
    {
      ...{ Identifier: 'pEnd1ng000c', Description: 'a year of all', Status: 'pending' },
      ...{ ...snapshots, RetentionPeriod: ofDays(365), ResourceTags: [], ExcludeResourceTags: [] },
    },
  ];
}

export const rbin: DemoService = {
  protocol: 'rest-json',
  operations: {
    ListRules: (call, world) => {
      const type = call.parameters.text('ResourceType');
      return pageOf(call, collectionOf(rulesIn(world)), paging, {
        keeps: (rule) => rule.ResourceType === type,
        view: ({ Identifier, Description, RetentionPeriod }) => ({
          Identifier,
          Description,
          RetentionPeriod,
        }),
      });
    },

    GetRule: (call, world) => {
      const id = call.parameters.text('Identifier');
      const rule = rulesIn(world).find(({ Identifier }) => Identifier === id);
      return rule === undefined
        ? fail('ResourceNotFoundException', 404, `The rule ${id} does not exist.`)
        : { body: rule };
    },
  },
};
