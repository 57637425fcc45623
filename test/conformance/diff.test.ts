import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import * as v from 'valibot';
import { askPython, runSnapdeck } from './children.ts';

const KINDS = ['--kind', 'ebs,rds,efs,datasync'];
const names = v.array(v.string());
const comparedSchema = v.object({
  new: names,
  gone: names,
  unknown: names,
  'aged-out': names,
  changed: v.record(v.string(), names),
});
const lineSchema = v.looseObject({
  kind: v.string(),
  account: v.optional(v.string()),
  region: v.optional(v.string()),
  key: v.optional(v.string()),
  change: v.optional(v.string()),
  columns: v.optional(v.record(v.string(), v.tuple([v.unknown(), v.unknown()]))),
});
type Line = v.InferOutput<typeof lineSchema>;

/** The days that are compared, and whether AWS is in trouble on the latter. */
const PAIRS = [
  ['a day and the next', 3, 4, 'none'],
  ['a day and one nine days on, when not all could be read', 2, 11, 'planned'],
] as const;

for (const [what, old, now, faults] of PAIRS) {
  suite(`the differences between ${what}, by Python from two folders of csv`, () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-diff-'));
    let lines: readonly Line[];
    let compared: v.InferOutput<typeof comparedSchema>;

    before(async () => {
      for (const [day, trouble] of [
        [old, 'none'],
        [now, faults],
      ] as const) {
        const { code, stderr } = await runSnapdeck(folder, [
          ...['scan', '--demo', '--demo-day', String(day), '--latency', '0', '--faults', trouble, ...KINDS],
          ...['--scan-file', file(day), '--format', 'csv', '--output', path.join(folder, `csv-${day}`)],
        ]);
        assert.ok(code === 0 || code === 3, stderr);
      }
      const diff = await runSnapdeck(folder, ['diff', file(old), file(now), '--format', 'ndjson']);
      assert.equal(diff.code, 0, diff.stderr);
      lines = diff.stdout
        .trimEnd()
        .split('\n')
        .map((line) => v.parse(lineSchema, JSON.parse(line)));
      const folders = [old, now].map((day) => path.join(folder, `csv-${day}`));
      compared = v.parse(comparedSchema, await askPython('diff_exports.py', folders));
    });
    after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

    const file = (day: number): string => path.join(folder, `day-${day}.sqlite`);
    const namesOf = (change: string): readonly string[] =>
      lines
        .filter((line) => line.change === change && line.columns !== undefined)
        .map(({ kind, account, region, key }) => [kind, account, region, key].join(' '))
        .toSorted();

    for (const change of ['new', 'gone', 'unknown', 'aged-out'] as const)
      test(`have the same rows that are ${change}`, () => {
        assert.deepEqual(namesOf(change), compared[change]);
      });

    test('have something in each list that there can be', () => {
      const empty = (['new', 'gone', 'aged-out', 'changed'] as const).filter(
        (change) => namesOf(change).length === 0,
      );
      assert.deepEqual(empty, []);
      assert.equal(namesOf('unknown').length > 0, faults === 'planned');
    });

    test('name every row that Python finds changed, and its columns', () => {
      const told = new Map(
        lines
          .filter(({ change }) => change === 'changed')
          .map(({ kind, account, region, key, columns = {} }) => [
            [kind, account, region, key].join(' '),
            Object.keys(columns),
          ]),
      );
      const ids = (headers: readonly string[]): readonly string[] =>
        headers.map((header) =>
          header
            .replace(/ \(.*\)$/, '')
            .toLowerCase()
            .replaceAll(' ', '_'),
        );
      for (const [name, headers] of Object.entries(compared.changed)) {
        const columns = told.get(name) ?? [];
        assert.deepEqual(
          ids(headers).filter((id) => !columns.includes(id)),
          [],
          name,
        );
      }
    });
  });
}
