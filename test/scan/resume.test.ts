import assert from 'node:assert/strict';
import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { isFinal, isSound } from '../../source/model/cell.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { resume } from '../helpers/going-on.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { type DemoScanOptions, scanDemo } from '../helpers/scan.ts';

const REGIONS = ['us-east-1', 'eu-west-1', 'ap-south-1'];
const EIGHT = [
  ...['datasync-task', 'datasync-location', 'datasync-agent', 'datasync-execution'],
  ...['ebs-snapshot', 'rds-snapshot', 'rds-cluster-snapshot', 'efs-recovery-point'],
];
const now = new Date();
const GIVEN: DemoScanOptions = {
  regions: REGIONS,
  retry: { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 },
  server: { now, clock: () => now.getTime(), latency: 20 },
};

/** What a scan file holds, without what differs from one run to the next. */
function contentsOf(scanFile: string) {
  const reader = openScanReader(scanFile);
  const { kinds, regions, complete, identity, startedAt, endedAt } = reader.facts();
  const rows = kinds.flatMap((kind) =>
    rowsOfKind(reader, kind).map(({ account, region, values, problem }) => ({
      ...{ kind, account, region, values, problem },
    })),
  );
  const cells = reader
    .cells()
    .map(({ account, region, kind, phase, rows: count }) => ({ account, region, kind, phase, rows: count }));
  reader.close();
  const inOrder = (all: readonly object[]): readonly string[] => all.map((one) => JSON.stringify(one)).sort();
  return {
    ...{ facts: { kinds, regions, complete, account: identity?.account }, times: { startedAt, endedAt } },
    ...{ rows: inOrder(rows), cells: inOrder(cells) },
  };
}

/** The scan file as a kill at this moment would leave it. */
function imageOf(scanFile: string, name: string): string {
  const image = path.join(path.dirname(scanFile), `${name}.sqlite`);
  for (const ending of ['', '-wal'])
    if (existsSync(scanFile + ending)) copyFileSync(scanFile + ending, image + ending);
  return image;
}

/** So many of them at most, the first and the last among them. */
function spread(all: readonly string[], most: number): readonly string[] {
  const step = Math.max(1, (all.length - 1) / (most - 1));
  return all.filter((_, index) => Math.round(Math.round(index / step) * step) === index);
}

/** The cells of a scan file and how they are. */
function phasesOf(scanFile: string) {
  const reader = openScanReader(scanFile);
  const cells = reader.cells();
  reader.close();
  return cells;
}

for (const kinds of [EIGHT, ['ebs-snapshot', 'rds-snapshot', 'fsx-backup', 'backup-recovery-point']])
  test(`a scan of ${kinds.at(-1)} and others that was killed is taken up wherever that was, and ends as an undisturbed one`, async () => {
    const images: string[] = [];
    await scanDemo(
      {
        ...GIVEN,
        kinds,
        onMessage: ({ type }, { scanFile }) => {
          if (type === 'cells' || type === 'planned')
            images.push(imageOf(scanFile, `image-${images.length}`));
        },
        afterwards: async (_, scanFile) => {
          const whole = contentsOf(scanFile);
          const broken = images.filter((image) => phasesOf(image).some(({ phase }) => !isFinal(phase)));
          assert.ok(broken.length > 2, `of ${images.length} images ${broken.length} are of a broken scan`);
          for (const image of spread(broken, 4)) {
            const before = contentsOf(image);
            const messages = await resume(image, { regionPatterns: REGIONS });
            assert.equal(messages.findLast(({ type }) => type === 'finished')?.type, 'finished');
            const after = contentsOf(image);
            assert.deepEqual(after.rows, whole.rows);
            assert.deepEqual(after.cells, whole.cells);
            assert.deepEqual(after.facts, whole.facts);
            assert.equal(after.times.startedAt, before.times.startedAt);
            assert.equal(before.times.endedAt, null);
            assert.ok(Number(after.times.endedAt) > Number(whole.times.endedAt));
          }
        },
      },
      ({ refusal }) => assert.equal(refusal, null),
    );
  });

test('cells that were done when a scan was killed are not asked again', async () => {
  let image: string | undefined;
  await scanDemo(
    {
      ...GIVEN,
      kinds: EIGHT,
      onMessage: ({ type }, { scanFile }) => {
        if (type !== 'cells' || image !== undefined) return;
        const candidate = imageOf(scanFile, 'image');
        if (phasesOf(candidate).some(({ phase }) => isSound(phase))) image = candidate;
      },
      afterwards: async ({ resetCounters }) => {
        const before = phasesOf(String(image)).filter(({ phase }) => isSound(phase));
        resetCounters();
        await resume(String(image), { regionPatterns: REGIONS });
        const after = phasesOf(String(image));
        for (const cell of before)
          assert.deepEqual(
            after.find(({ id }) => id === cell.id),
            cell,
          );
      },
    },
    ({ refusal }) => assert.equal(refusal, null),
  );
});
