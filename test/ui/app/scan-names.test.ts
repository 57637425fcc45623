import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareApp } from '../helpers/bare-app.ts';
import { fakeKept } from '../helpers/fake-history.ts';
import { finishedScan } from '../helpers/fake-scan.ts';
import { fakeServices } from '../helpers/fake-services.ts';

test('a command that takes a scan is completed with what the kept ones are called, looked up once', async () => {
  let times = 0;
  const listKeptScans = () => {
    times += 1;
    return Promise.resolve([fakeKept(0), fakeKept(1, { name: 'release-42' }), fakeKept(2)]);
  };
  const services = { ...fakeServices(finishedScan()), listKeptScans };
  const app = await bareApp([...':diff '], { services });
  const { input, scanNames } = app.state();
  app.app.leave(0);
  const names = ['last~1', 'last~2', 'release-42', '10000000', '10000001', '10000002'];
  assert.deepEqual(scanNames, names);
  assert.deepEqual(
    input?.hints?.suggestions.map(({ insert }) => insert),
    names,
  );
  assert.equal(times, 1);
});
