import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { filterOfAll, selectionOf } from '../../../../source/ui/views/export/export-form.ts';
import { openApp } from '../../helpers/app-screen.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { fakeServices } from '../../helpers/fake-services.ts';
import { frame } from '../../helpers/frame.tsx';
import { after, opened, SMALL, withRowsOf } from '../../helpers/states.ts';

const table = withRowsOf(opened(finishedScan(), SMALL), 'ebs');
/** What stands in the box of the form, and above it the title of the page that it is for. */
const formLines = (state: typeof table) => {
  const lines = frame(state).split('\n');
  const box = lines.findIndex((line) => line.startsWith('╭─ Export ─'));
  const end = lines.findIndex((line) => line.startsWith('╰'));
  return [lines[3], ...lines.slice(box + 1, end).map((line) => line.slice(2, -2).trimEnd())];
};

describe('the questions of an export', () => {
  test('begin with the rows that are marked', () => {
    assert.deepEqual(formLines(after(table, 'mark', 'mark', 'ask export')), [
      ' EBS snapshots   42+ · 1 region denied · 2 marked · sorted by Crea… row 3 of 42',
      '>What      ( ) this view as filtered: 42 EBS snapshots',
      '           (x) the 2 marked EBS snapshots',
      '           ( ) everything: 51 rows of the scan',
      '',
      ' Format    (x) xlsx  ( ) csv  ( ) json  ( ) ndjson  ( ) html  ( ) markdown',
      '',
      ' Where     output',
      '',
      ' One workbook: a sheet for each kind, with the coverage of the scan.',
      ' These rows come in the order on screen, with every column.',
    ]);
  });

  test('begin with the rows of the open table, elsewhere with everything, and lie over the page', () => {
    const narrowed = after(table, 'filter', { type: 'typed', text: 'size>1GiB' }, 'enter', 'ask export');
    assert.equal(narrowed.exportForm?.what, 'view');
    assert.equal(after(table, 'ask export').exportForm?.what, 'view');
    assert.deepEqual(formLines(after(table, { open: 'scan' }, 'ask export')).slice(1, 3), [
      '>What      (x) everything: 51 rows of the scan',
      '',
    ]);
  });

  test('offer the rows of every kind that pass the filter, and say which kinds lack its fields', () => {
    const text = 'verdict:candidate size>1GiB';
    const asked = after(table, { type: 'filter chosen', text }, 'ask export');
    const chosen = {
      ...asked,
      exportForm: asked.exportForm && { ...asked.exportForm, what: 'filtered' as const },
    };
    assert.deepEqual(formLines(chosen).slice(1), [
      '>What      ( ) this view as filtered: 42 EBS snapshots, filter verdict:cand…',
      '           (x) every kind as filtered: verdict:candidate size>1GiB',
      '           ( ) everything: 51 rows of the scan',
      '',
      ' Format    (x) xlsx  ( ) csv  ( ) json  ( ) ndjson  ( ) html  ( ) markdown',
      '',
      ' Where     output',
      '',
      ' One workbook: a sheet for each kind, with the coverage of the scan.',
      ' Left out, for they have no verdict and no size: DataSync tasks, DataSync',
      ' locations, DataSync agents, DataSync executions.',
    ]);
  });

  test('offer it in a region and of a kind as well, and not where no filter can say what is shown', () => {
    const asked = after(table, { type: 'region chosen', region: 'eu-west-1' });
    assert.equal(filterOfAll(asked)?.text, 'region=eu-west-1');
    const rds = after(withRowsOf(opened(finishedScan(), SMALL), 'rds'), {
      type: 'filter chosen',
      text: 'engine:mysql',
    });
    assert.equal(filterOfAll(rds)?.text, 'engine:mysql');
    assert.equal(filterOfAll(table), null);
    assert.equal(filterOfAll(after(asked, 'faults')), null);
  });

  test('are answered with the arrows, Space and by typing', () => {
    const form = after(
      table,
      'ask export',
      'left',
      'down',
      { type: 'typed', text: ' ' },
      'right',
      'down',
      'erase line',
      { type: 'typed', text: '/tmp/a b' },
    ).exportForm;
    assert.deepEqual(form, {
      field: 'where',
      what: 'everything',
      format: 'json',
      where: { text: '/tmp/a b', at: 8 },
    });
  });

  test('select exactly what the table asks for, or the numbers of the marked rows', () => {
    const asked = after(table, 'filter', { type: 'typed', text: 'error' }, 'enter', 'mark', 'ask export');
    const { exportForm } = asked;
    if (exportForm === null) throw new Error('no form');
    const query = { tab: 'ebs', filter: 'error', sort: { column: 'creation_time', descending: true } };
    assert.deepEqual(selectionOf(asked, exportForm), { query, rows: [1], words: '1 marked EBS snapshots' });
    assert.deepEqual(selectionOf(asked, { ...exportForm, what: 'view' }), {
      query,
      words: '42 EBS snapshots, filter error',
    });
    assert.equal(selectionOf(asked, { ...exportForm, what: 'everything' }), undefined);
    const faulty = after(asked, 'escape', 'faults');
    assert.equal(
      selectionOf(faulty, { ...exportForm, what: 'view' })?.words,
      '42 EBS snapshots, filter error faults only',
    );
  });
});

test('E writes the rows of every kind that pass the filter', async () => {
  const services = fakeServices(finishedScan());
  const app = openApp(services);
  await app.text('Region');
  app.keys('7/size>1GiB{enter}E');
  await app.text('every kind as filtered: size>1GiB');
  app.keys('{right}{enter}');
  await app.until('an export', () => services.exports.length === 1);
  assert.deepEqual(services.exports[0]?.choice, { format: 'xlsx', output: 'output', filter: 'size>1GiB' });
  services.exports[0]?.finish({ paths: ['output/a.xlsx'], rows: 2, partial: false });
  app.keys('q');
  assert.equal((await app.ended).exitCode, 0);
});

test('E writes what was chosen, Esc writes nothing', async () => {
  const services = fakeServices(finishedScan());
  const app = openApp(services);
  await app.text('Region');
  app.keys('7');
  await app.text('row 1 of 42');
  app.keys('E');
  await app.text('everything: 51 rows of the scan');
  app.keys('{esc}');
  await app.noText('everything: 51 rows of the scan');
  assert.equal(services.exports.length, 0);
  app.keys('j E{down}{right}{right}{right}{down}/new{enter}');
  await app.until('an export', () => services.exports.length === 1);
  assert.deepEqual(services.exports[0]?.choice, {
    format: 'ndjson',
    output: 'output/new',
    selection: {
      query: { tab: 'ebs', sort: { column: 'creation_time', descending: true } },
      rows: [2],
      words: '1 marked EBS snapshots',
    },
  });
  services.exports[0]?.finish({ paths: ['output/new/a.ndjson'], rows: 1, partial: false });
  await app.text('exported 1 row to output/new/a.ndjson');
  app.keys('q');
  assert.equal((await app.ended).exitCode, 0);
});
