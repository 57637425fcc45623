import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iamPolicyCommand } from '../../source/commands/iam-policy.ts';
import { datasyncAgent } from '../../source/kinds/datasync/datasync-agent.ts';
import { datasyncTask } from '../../source/kinds/datasync/datasync-task.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';

const actionsOf = (options: Partial<Parameters<typeof iamPolicyCommand>[0]>): string[] => {
  const text = iamPolicyCommand({
    kinds: [datasyncAgent],
    partition: 'aws',
    attributes: false,
    tags: false,
    isOfMany: false,
    ...options,
  });
  return JSON.parse(text).Statement[0].Action;
};

test('the policy of one kind is what every scan asks and what the kind asks, as IAM takes it', () => {
  assert.deepEqual(
    JSON.parse(
      iamPolicyCommand({
        kinds: [datasyncAgent],
        partition: 'aws',
        attributes: false,
        tags: false,
        isOfMany: false,
      }),
    ),
    {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'SnapdeckReadOnly',
          Effect: 'Allow',
          Action: [
            'account:GetAccountInformation',
            'datasync:DescribeAgent',
            'datasync:ListAgents',
            'ec2:DescribeRegions',
            'iam:ListAccountAliases',
          ],
          Resource: '*',
        },
      ],
    },
  );
});

test('an action that two kinds need stands once', () => {
  const actions = actionsOf({ kinds: [datasyncTask, datasyncAgent], tags: true });
  assert.equal(actions.filter((action) => action === 'datasync:ListTagsForResource').length, 1);
  assert.deepEqual(actions, [...actions].sort());
});

test('what tags and attributes need stands there only when they are asked for', () => {
  const optional = (kinds: typeof RESOURCE_KINDS, which: 'attributes' | 'tags') =>
    kinds.flatMap((kind) => kind.optionalActions[which]);
  const plain = actionsOf({ kinds: RESOURCE_KINDS });
  for (const which of ['attributes', 'tags'] as const) {
    const more = actionsOf({ kinds: RESOURCE_KINDS, [which]: true });
    assert.deepEqual(
      more.filter((action) => !plain.includes(action)),
      [...new Set(optional(RESOURCE_KINDS, which))].filter((action) => !plain.includes(action)).sort(),
    );
  }
  assert.equal(plain.includes('datasync:ListTagsForResource'), false);
});

test('every action of every kind reads only', () => {
  for (const action of actionsOf({ kinds: RESOURCE_KINDS, attributes: true, tags: true })) {
    assert.match(action, /^[a-z0-9-]+:(Describe|List|Get)[A-Za-z0-9]+$/);
  }
});

test('what a partition does not have is left out of its policy', () => {
  for (const partition of ['aws-us-gov', 'aws-eusc']) {
    assert.deepEqual(actionsOf({ partition }), [
      'datasync:DescribeAgent',
      'datasync:ListAgents',
      'ec2:DescribeRegions',
      'iam:ListAccountAliases',
    ]);
  }
  assert.equal(actionsOf({ partition: 'aws-cn' }).includes('account:GetAccountInformation'), true);
  for (const partition of ['aws-iso-e', 'aws-iso-f']) {
    assert.deepEqual(actionsOf({ partition }), ['ec2:DescribeRegions', 'iam:ListAccountAliases']);
  }
});

test('a partition that there is not is one clear line', () => {
  assert.throws(() => actionsOf({ partition: 'aws-mars' }), {
    name: 'RangeError',
    message:
      'There is no partition "aws-mars": it is one of aws, aws-us-gov, aws-cn, aws-eusc, aws-iso, aws-iso-b, aws-iso-e, aws-iso-f.',
  });
});
