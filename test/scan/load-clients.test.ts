import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iamAction, type Operation } from '../../source/aws/operation.ts';
import { findKind, RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { loadClients } from '../../source/scan/load-clients.ts';

type AnyOperation = Operation<unknown, unknown>;

function isOperation(value: unknown): value is AnyOperation {
  return typeof value === 'object' && value !== null && 'service' in value && 'name' in value;
}

/** Asked only where a row carries the tag of a policy: loaded early, their client took a tenth of the CPU of a scan. */
const WHERE_NEEDED = ['dlm:GetLifecyclePolicies'];

for (const kind of RESOURCE_KINDS) {
  test(`what is loaded early for ${kind.title} has every operation that every scan of them calls`, async () => {
    const modules = [await kind.loads()].flat();
    const operations = modules.flatMap((module) => Object.values(module as object).filter(isOperation));
    const loaded = new Set(operations.map(iamAction));
    assert.ok(kind.actions.length > 0);
    assert.deepEqual(
      kind.actions.filter((action) => !loaded.has(action) && !WHERE_NEEDED.includes(action)),
      [],
    );
  });
}

test('clients are loaded one kind after the other, in their order; a kind of another version has none', async (t) => {
  const begun: string[] = [];
  const waiting: (() => void)[] = [];
  for (const id of ['ebs-snapshot', 'fsx-backup']) {
    const kind = findKind(id);
    assert.ok(kind !== undefined);
    t.mock.method(kind, 'loads', () => {
      begun.push(id);
      return new Promise<void>((resolve) => waiting.push(resolve));
    });
  }
  const loaded = loadClients(['fsx-backup', 'of-tomorrow', 'ebs-snapshot']);
  assert.deepEqual(begun, ['fsx-backup']);
  waiting[0]?.();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(begun, ['fsx-backup', 'ebs-snapshot']);
  waiting[1]?.();
  await loaded;
});
