import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JOIN_COSTS } from '../../source/kinds/join-costs.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';

test('what each join costs is told of actions that some kind names, each once', () => {
  const named = new Set(
    RESOURCE_KINDS.flatMap(({ actions, optionalActions }) => [
      ...[...actions, ...optionalActions.attributes, ...optionalActions.tags],
    ]),
  );
  const told = JOIN_COSTS.flatMap(({ actions }) => actions);
  assert.deepEqual(
    told.filter((action) => !named.has(action)),
    [],
  );
  assert.deepEqual(told, [...new Set(told)]);
});

test('every action that is asked with an option alone is told with what it costs', () => {
  const told = new Set(JOIN_COSTS.flatMap(({ actions }) => actions));
  const optional = RESOURCE_KINDS.flatMap(({ optionalActions: { attributes, tags } }) => [
    ...attributes,
    ...tags,
  ]);
  assert.deepEqual(
    optional.filter((action) => !told.has(action)),
    [],
  );
});
