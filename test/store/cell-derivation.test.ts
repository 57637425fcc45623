import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ResourceKind } from '../../source/kinds/define/define-resource.ts';
import type { CellContext } from '../../source/kinds/define/derivation.ts';
import type { Column, Value } from '../../source/model/columns.ts';
import { createScanFile } from '../../source/store/scan-file.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openScanWriter, type ScanWriter } from '../../source/store/scan-writer.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { madeFacts, madePage } from '../helpers/scan-files.ts';
import { column, madeKind } from './kinds.ts';

const CONTEXT: CellContext = {
  place: { account: '123456789012', partition: 'aws', region: 'us-east-1' },
  isIncomplete: false,
  isLimited: false,
  prices: null,
  ownerTags: [],
};

const told: Column = {
  id: 'told',
  header: 'Told',
  type: 'list',
  width: 10,
  shown: true,
  about: 'Told.',
  derived: true,
};

/** Tells each row of the one with the greatest size and of the one with the least, by name, of its team. */
const teams: ResourceKind = {
  ...madeKind('team', 'ebs', [column('Name', 'text'), column('Team', 'text'), column('Size', 'bytes')]),
  derivation: {
    reads: ['name', 'size', 'colour'],
    fills: ['told'],
    groupBy: 'team',
    leaders: {
      largest: { rank: 'size', tells: ['name'] },
      smallest: { rank: 'CASE WHEN size > 1 THEN -size END', tells: ['name'] },
    },
    values: ({ row, values, leaders: { largest, smallest } }, { place }) => [
      [
        `${place.region} ${values.name} ${values.size} ${values.colour}`,
        largest === undefined ? 'none' : `${largest.values.name} ${largest.rank} of ${largest.candidates}`,
        smallest === undefined ? 'none' : `${smallest.values.name} ${smallest.row === row ? 'itself' : ''}`,
      ],
    ],
  },
};
const kind: ResourceKind = { ...teams, columns: [...teams.columns, told] };

function run(writer: ScanWriter, cell: Parameters<ScanWriter['derive']>[0]): number {
  let steps = 0;
  const derivation = writer.derive(cell, kind, CONTEXT);
  while (derivation.next().done !== true) steps += 1;
  return steps;
}

function derivedIn(
  test: TestContext,
  rows: readonly Readonly<Record<string, Value>>[],
): { readonly steps: number; readonly told: readonly Value[] } {
  const file = `${temporaryFolder(test)}/teams.scan`;
  createScanFile(file, madeFacts(), [kind]);
  const writer = openScanWriter(file);
  const place = { account: '123456789012', partition: 'aws', kind: 'team' };
  const cells = writer.planCells([
    { ...place, region: 'us-east-1' },
    { ...place, region: 'eu-west-1' },
  ]);
  const [cell, other] = cells;
  assert.ok(cell !== undefined && other !== undefined);
  writer.startCells([other.id], 0);
  writer.writePage(other, kind, madePage(kind, [{ name: 'elsewhere', team: 'web', size: 1000 }]));
  writer.startCells([cell.id], 0);
  for (let from = 0; from < rows.length; from += 1000) {
    writer.writePage(cell, kind, madePage(kind, rows.slice(from, from + 1000)));
  }
  const steps = run(writer, cell);
  writer.close();
  const reader = openScanReader(file);
  try {
    const { rows: numbers } = reader.order({ tab: 'ebs', region: 'us-east-1', sort: null });
    return { steps, told: [...numbers].map((row) => reader.row('ebs', row)?.values.told ?? null) };
  } finally {
    reader.close();
  }
}

describe('derived columns', () => {
  it('are told of the leaders of their group, within their own cell only', (test) => {
    const { told } = derivedIn(test, [
      { name: 'a', team: 'web', size: 5 },
      { name: 'b', team: 'web', size: 7 },
      { name: 'c', team: 'db', size: 1 },
      { name: 'd', team: 'web', size: null },
    ]);
    assert.deepEqual(told, [
      ['us-east-1 a 5 null', 'b 7 of 2', 'a itself'],
      ['us-east-1 b 7 null', 'b 7 of 2', 'a '],
      ['us-east-1 c 1 null', 'c 1 of 1', 'none'],
      ['us-east-1 d null null', 'b 7 of 2', 'a '],
    ]);
  });

  it('name the same leader among equals whatever the order of their pages', (test) => {
    const equals = ['c', 'a', 'b'].map((name) => ({ key: name, name, team: 'web', size: 7 }));
    const leaders = (rows: typeof equals) =>
      derivedIn(test, rows).told.map((value) => (Array.isArray(value) ? value[1] : value));
    assert.deepEqual(leaders(equals), ['a 7 of 3', 'a 7 of 3', 'a 7 of 3']);
    assert.deepEqual(leaders(equals.toReversed()), ['a 7 of 3', 'a 7 of 3', 'a 7 of 3']);
  });

  it('take rows without a value to group by as one group', (test) => {
    const { told } = derivedIn(test, [
      { name: 'a', size: 5 },
      { name: 'b', size: 7 },
    ]);
    assert.deepEqual(told, [
      ['us-east-1 a 5 null', 'b 7 of 2', 'a itself'],
      ['us-east-1 b 7 null', 'b 7 of 2', 'a '],
    ]);
  });

  it('are filled for every row, some thousand a step', (test) => {
    const rows = Array.from({ length: 4_500 }, (_, index) => ({
      name: `n${index}`,
      team: `t${index % 3}`,
      size: index,
    }));
    const { steps, told } = derivedIn(test, rows);
    assert.equal(steps, 3);
    assert.deepEqual(told[4_499], ['us-east-1 n4499 4499 null', 'n4499 4499 of 1500', 'n2 ']);
    assert.equal(told.filter((value) => value === null).length, 0);
  });

  it('cost a cell without rows no step', (test) => {
    assert.equal(derivedIn(test, []).steps, 0);
  });

  it('are filled while another writer, and this one, go on writing', (test) => {
    const file = `${temporaryFolder(test)}/teams.scan`;
    createScanFile(file, madeFacts(), [kind]);
    const [writer, another] = [openScanWriter(file), openScanWriter(file)];
    const place = { account: '123456789012', partition: 'aws', kind: 'team' };
    const [cell, other, third] = writer.planCells(
      ['us-east-1', 'eu-west-1', 'sa-east-1'].map((region) => ({ ...place, region })),
    );
    assert.ok(cell !== undefined && other !== undefined && third !== undefined);
    writer.startCells([cell.id], 0);
    // More than are read in one step.
    const rows = Array.from({ length: 20_500 }, (_, index) => ({
      name: `n${index}`,
      team: 'web',
      size: index,
    }));
    writer.writePage(cell, kind, madePage(kind, rows));
    const steps = writer.derive(cell, kind, CONTEXT);
    assert.equal(steps.next().done, false);
    another.startCells([other.id], 0);
    another.writePage(other, kind, madePage(kind, [{ name: 'elsewhere', team: 'web', size: 1 }]));
    writer.startCells([third.id], 0);
    assert.equal(writer.writePage(third, kind, madePage(kind, [{ name: 'more', team: 'web', size: 2 }])), 1);
    while (steps.next().done !== true);
    writer.close();
    another.close();
    const reader = openScanReader(file);
    const { rows: numbers } = reader.order({ tab: 'ebs', region: 'us-east-1', sort: null });
    const told = [...numbers].map((row) => reader.row('ebs', row)?.values.told);
    reader.close();
    assert.equal(told.length, 20_500);
    assert.deepEqual(told[0], ['us-east-1 n0 0 null', 'n20499 20499 of 20500', 'n2 ']);
  });
});
