import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { findingsOfRow } from '../../source/analysis/findings-of-row.ts';
import { relatedRows } from '../../source/analysis/related-rows.ts';
import { consoleUrl } from '../../source/kinds/console-pages.ts';
import type { ResourceKind } from '../../source/kinds/define/define-resource.ts';
import { FINDINGS } from '../../source/kinds/findings.ts';
import { columnsOfTab, kindsOfTab, RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { TableRow } from '../../source/model/table-query.ts';
import { createScanFile } from '../../source/store/scan-file.ts';
import { openScanReader, type ScanReader } from '../../source/store/scan-reader.ts';
import { openScanWriter } from '../../source/store/scan-writer.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { FAKE_PLACE, FAKE_SCAN_START } from '../helpers/fake-context.ts';
import { madeFacts } from '../helpers/scan-files.ts';

/** What a kind has to say something of; there may be none of what comes last. */
const ALWAYS = [
  ...[
    'id',
    'title',
    'noun',
    'group',
    'service',
    'byDefault',
    'gridHeader',
    'tab',
    'tabTitle',
    'tabOrder',
    'tabGlance',
    'sheets',
  ],
  ...['columns', 'identity', 'telling', 'actions', 'collect', 'loads', 'sample'],
] as const;
const OR_NONE = [
  ...['derivation', 'refresh', 'statuses', 'sources', 'relations', 'findings', 'consolePage', 'pricedBy'],
  ...['deleteCommand', 'describeCommands', 'leftOut', 'leavesAt'],
] as const;

/** Columns of a transfer that have values only while it is under way, and a sample has ended. */
const ONLY_UNDER_WAY = ['progress', 'time_left'];

/** Of what a kind says nothing: it has no such property, or an empty one where it could say `none`. */
function unsaid(kind: object): string[] {
  const said = new Map(Object.entries(kind));
  return [...ALWAYS, ...OR_NONE].filter((name) => {
    const value: unknown = said.get(name);
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  });
}

/** The sample of a kind in a scan file of its own, with its derived columns filled. */
function withSample(
  test: TestContext,
  kind: ResourceKind,
  look: (row: TableRow, reader: ScanReader) => void,
): void {
  const file = `${temporaryFolder(test)}/${kind.id}.scan`;
  createScanFile(file, madeFacts({ kinds: [kind.id] }));
  const writer = openScanWriter(file);
  const [cell] = writer.planCells([{ ...FAKE_PLACE, kind: kind.id }]);
  assert.ok(cell !== undefined);
  writer.startCells([cell.id], FAKE_SCAN_START.getTime());
  writer.writePage(cell, kind, { rows: [kind.sample(FAKE_PLACE, FAKE_SCAN_START)], cursor: null });
  const context = {
    place: FAKE_PLACE,
    isIncomplete: false,
    isLimited: false,
    prices: null,
    ownerTags: ['team'],
  };
  for (const _ of writer.derive(cell, kind, context));
  writer.close();
  const reader = openScanReader(file);
  try {
    const [number = -1] = reader.order({ tab: kind.tab, sort: null }).rows;
    const row = reader.row(kind.tab, number);
    assert.ok(row !== undefined);
    look(row, reader);
  } finally {
    reader.close();
  }
}

describe('what a kind declares', () => {
  it('is something of everything, or that there is none', () => {
    assert.deepEqual(
      RESOURCE_KINDS.flatMap((kind) => unsaid(kind).map((name) => `${kind.id} says nothing of ${name}`)),
      [],
    );
    const [kind] = RESOURCE_KINDS;
    assert.deepEqual(unsaid({ ...kind, findings: [], consolePage: undefined, noun: '' }), [
      'noun',
      'findings',
      'consolePage',
    ]);
  });

  it('is the same tab, identity and findings for all kinds on a tab', () => {
    for (const { tab } of RESOURCE_KINDS) {
      const kinds = kindsOfTab(tab);
      const told = kinds.map(({ tabTitle, identity, telling, noun }) =>
        JSON.stringify([tabTitle, identity, telling, noun]),
      );
      assert.equal(new Set(told).size, 1, tab);
      assert.equal(new Set(kinds.map(({ findings }) => findings)).size, 1, tab);
    }
  });

  it('names findings of its own tab only, each under an id of its own', () => {
    for (const { findings, tab, id } of RESOURCE_KINDS)
      if (findings !== 'none')
        assert.deepEqual([...new Set(findings.map((finding) => finding.tab))], [tab], id);
    const ids = FINDINGS.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it('calls no word good in one kind and failed in another', () => {
    const statuses = RESOURCE_KINDS.flatMap((kind) => (kind.statuses === 'none' ? [] : [kind.statuses]));
    const good = new Set(statuses.flatMap((of) => of.good).map((word) => word.toLowerCase()));
    const failed = statuses.flatMap((of) => of.failed).map((word) => word.toLowerCase());
    assert.deepEqual(
      failed.filter((word) => good.has(word)),
      [],
    );
  });

  it('leaves rows out, and lets them leave, by columns that it has', () => {
    for (const { id, columns, leftOut, leavesAt } of RESOURCE_KINDS) {
      const named = [
        ...(leftOut === 'none' ? [] : [leftOut.column]),
        ...(leavesAt === 'none' ? [] : leavesAt),
      ];
      const types = named.map((name) => columns.find((column) => column.id === name)?.type);
      assert.ok(
        types.every((type) => type === 'instant' || type === 'integer' || type === 'enum'),
        `${id}: ${named.join(', ')}`,
      );
    }
  });

  it('has prices for what its costs are derived of', () => {
    for (const { id, columns, pricedBy } of RESOURCE_KINDS) {
      const hasCost = columns.some((column) => column.id === 'monthly_cost_high');
      assert.equal(pricedBy !== 'none', hasCost, id);
    }
  });
});

for (const kind of RESOURCE_KINDS) {
  describe(`a sample of ${kind.title}`, () => {
    const ids = kind.columns.map((column) => column.id);

    it('is whole: it has a key, no problem and most of what is shown', () => {
      const { key, problem, values } = kind.sample(FAKE_PLACE, FAKE_SCAN_START);
      assert.ok(key !== undefined);
      assert.equal(problem, null);
      const blank = kind.columns.filter(
        ({ id, shown, derived }, index) =>
          shown && !derived && !ONLY_UNDER_WAY.includes(id) && values[index] === null,
      );
      assert.ok(blank.length <= 4, `blank: ${blank.map(({ id }) => id).join(', ')}`);
    });

    it('has the columns that the kind names, with values in those that it goes by', (test) => {
      withSample(test, kind, ({ values }) => {
        const given = [kind.identity, ...kind.telling];
        if (kind.statuses !== 'none') given.push(kind.statuses.column);
        if (kind.sources !== 'none') given.push(kind.sources.id, kind.sources.name, kind.sources.exists);
        if (kind.derivation !== 'none') given.push(kind.derivation.groupBy, 'deletability');
        assert.deepEqual(
          given.filter((id) => (values[id] ?? null) === null),
          [],
        );
        // What recovery points of any type were made of is listed nowhere.
        const exists = kind.id === 'backup-recovery-point' ? 'unknown' : 'yes';
        if (kind.sources !== 'none') assert.equal(values[kind.sources.exists], exists);
        if (kind.sources !== 'none' && kind.derivation !== 'none')
          assert.equal(kind.derivation.groupBy, kind.sources.id);
        const { statuses } = kind;
        if (statuses !== 'none')
          assert.ok(statuses.good.some((status) => status === values[statuses.column]));
      });
    });

    it('has a page in the console', (test) => {
      withSample(test, kind, (row) => {
        const url = consoleUrl(row, 'aws');
        assert.equal(url === null, kind.consolePage === 'none');
        if (url !== null)
          assert.match(new URL(url).href, /^https:\/\/us-east-1\.console\.aws\.amazon\.com\/[a-z0-9]+\/home/);
      });
    });

    it('is deleted by a command whose options it has values for, or by none', (test) => {
      const { deleteCommand } = kind;
      if (deleteCommand === 'none') return;
      assert.match(
        `${deleteCommand.service} ${deleteCommand.operation}`,
        /^[a-z0-9-]+ (?:delete|deregister)-[a-z-]+$/,
      );
      withSample(test, kind, ({ values }) => {
        for (const { option, column } of deleteCommand.options) {
          assert.match(option, /^--[a-z-]+$/);
          assert.equal(typeof values[column], 'string', column);
        }
      });
      const { only, except, terms = [] } = deleteCommand;
      const asked = [only, except, ...terms].flatMap((part) => part?.column ?? []);
      assert.deepEqual(
        asked.filter((column) => !ids.includes(column)),
        [],
      );
    });

    it('is among none of its findings, and each of them can be told of it', (test) => {
      const findings = FINDINGS.filter((finding) => finding.tab === kind.tab);
      const known = columnsOfTab(kind.tab).map(({ id }) => id);
      for (const { reads, id } of findings)
        assert.deepEqual(
          reads.filter((column) => !known.includes(column)),
          [],
          id,
        );
      withSample(test, kind, ({ row }, reader) => {
        const found = findingsOfRow(reader.database, kind.tab, row).filter(({ isChecked }) => isChecked);
        // Alone in its scan, a location is used by no task.
        const alone = kind.sources === 'none' && kind.relations !== 'none';
        assert.deepEqual(alone ? [] : found, []);
      });
    });

    it('leads to itself where it leads to what is of the same source', (test) => {
      withSample(test, kind, ({ row }, reader) => {
        const same = relatedRows(reader, kind.tab, row)?.rows.find(
          ({ relation }) => relation === 'same-source',
        );
        assert.equal(same?.count, kind.sources === 'none' ? undefined : 1);
      });
    });
  });
}
