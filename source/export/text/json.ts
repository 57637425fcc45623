/** Exports for programs: one JSON object a line (`ndjson`), or one document (`json`). */

import { boundsOf, costSummary } from '../../analysis/cost.ts';
import { foundResources } from '../../analysis/findings-from-scan-file.ts';
import { publicAccessByCell } from '../../analysis/public-access.ts';
import type { CostTotal, FindingCount } from '../../analysis/summary.ts';
import { jsonText } from '../../base/safe-text.ts';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { FINDINGS } from '../../kinds/findings.ts';
import { SOURCE_COLUMNS } from '../../kinds/sources/source-columns.ts';
import { TRANSFER_COLUMNS } from '../../kinds/transfers/transfer-columns.ts';
import type { CellState } from '../../model/cell.ts';
import type { Value } from '../../model/columns.ts';
import { accountLabels } from '../account-labels.ts';
import { MOST_OF_FINDING } from '../estimate-rows.ts';
import { accountObjects, unreadAccounts } from '../export-accounts.ts';
import { keptRows, outcomeOf } from '../export-filter.ts';
import type { ExportInput } from '../export-input.ts';
import { errorText, type RowCounter } from '../open-export-input.ts';
import { exportedFindings, hasSources, sourceMember, sourceRows } from '../source-rows.ts';
import { readResources, type StoredResource } from '../stored-resources.ts';
import { hasTransfers, transferLines } from '../transfer-rows.ts';
import { jsonValue } from './plain-text.ts';
import type { Sink } from './sink.ts';

/**
 * One object a row, `{"kind", "account", "region", "account_name", "ou", …column ids}`, `"problem"` only where a row has one; and last one
 * object a cell, `{"kind": "coverage", "account", "region", "collector", "outcome", "rows", "calls", "error", "read_at", "read_until"}`, the last two
 * AWS's first and last answer; under a filter `"rows"` stay those found, and `"kept"` are those that it keeps; `"public_access"` is what the region blocks, where AWS was asked. Of a scan of many accounts before the cells an
 * object each, `{"kind": "account", "account", "name", "ou", "state", "outcome", "rows", "error"}`; one of which nothing
 * was read stands among the cells with `"region"` and `"collector"` null. Where accounts see rows of one another
 * `{"kind": "elsewhere", "account", "owner", "rows"}`: they count once, at their owner. Behind the rows stands an object a source,
 * `{"kind": "source", "account", "region", "service", "source_id", "protection", "reason", …}`, and behind those an object a task of
 * DataSync, `{"kind": "transfer", "task_arn", "next_run", "last_run", "last_status", "missed", "stuck", "median_duration", "reason"}`.
 */
export async function writeNdjson(source: ExportInput, sink: Sink, counter: RowCounter): Promise<void> {
  for (const kind of source.kinds) {
    counter.begin(kind.title);
    const line = objectWriter(source, kind, true);
    for (const row of readResources(source, kind)) {
      const full = sink.write(`${line(row)}\n`);
      if (full !== undefined) await full;
      counter.count();
    }
  }
  counter.begin('sources');
  for (const line of sourceObjects(source, true)) {
    const full = sink.write(`${line}\n`);
    if (full !== undefined) await full;
  }
  counter.begin('transfers');
  for (const line of transferObjects(source, true)) {
    const full = sink.write(`${line}\n`);
    if (full !== undefined) await full;
  }
  counter.begin('coverage');
  for (const account of accountObjects(source))
    await sink.write(`${documentText({ kind: 'account', ...account })}\n`);
  for (const seen of source.elsewhere) await sink.write(`${documentText({ kind: 'elsewhere', ...seen })}\n`);
  for (const place of coverageOf(source)) {
    const full = sink.write(`${documentText({ kind: 'coverage', ...place })}\n`);
    if (full !== undefined) await full;
  }
  await sink.flush();
}

/**
 * One document: `{"facts", "filter" (where one was given), "accounts" (of a scan of many), "coverage": [cells], "findings": [findings with their
 * resources], "cost" (where there are snapshots), "rows": {kind: [rows]}, "sources": [sources with their protection], "transfers": [tasks of
 * DataSync with how their runs go]}`.
 */
export async function writeJson(source: ExportInput, sink: Sink, counter: RowCounter): Promise<void> {
  const { startedAt, endedAt, ...facts } = source.facts;
  const { filter: kept } = outcomeOf(source);
  const filter = kept === undefined ? '' : `"filter":${documentText(kept)},\n`;
  const instants = { startedAt: instant(startedAt), endedAt: instant(endedAt) };
  await sink.write(
    `{"facts":${documentText({ ...facts, ...instants })},\n${filter}${accountsMember(source)}"coverage":[`,
  );
  let separator = '\n';
  for (const place of coverageOf(source)) {
    const full = sink.write(separator + documentText(place));
    if (full !== undefined) await full;
    separator = ',\n';
  }
  await sink.write('],\n"findings":[');
  for (const [index, finding] of exportedFindings(source).entries()) {
    await sink.write(`${index === 0 ? '\n' : ',\n'}${documentText(findingObject(source, finding))}`);
  }
  await sink.write(`],\n${costMember(source)}"rows":{`);
  for (const [index, kind] of source.kinds.entries()) {
    counter.begin(kind.title);
    await sink.write(`${index === 0 ? '\n' : ',\n'}${JSON.stringify(kind.id)}:[`);
    await writeRows(source, kind, sink, counter);
    await sink.write(']');
  }
  await sink.write('}');
  await writeSources(source, sink);
  await writeTransfers(source, sink);
  await sink.write('}\n');
  await sink.flush();
}

/** A further member of the document: a list, whose objects are texts already. */
async function writeMember(name: string, objects: Iterable<string>, sink: Sink): Promise<void> {
  await sink.write(`,\n"${name}":[`);
  let separator = '\n';
  for (const object of objects) {
    const full = sink.write(separator + object);
    if (full !== undefined) await full;
    separator = ',\n';
  }
  await sink.write(']');
}

async function writeSources(source: ExportInput, sink: Sink): Promise<void> {
  if (!hasSources(source)) return;
  await writeMember('sources', sourceObjects(source, false), sink);
}

/** Each source with how well it is protected. */
function* sourceObjects(source: ExportInput, withKind: boolean): Generator<string, void, undefined> {
  const labelOf = accountLabels(source);
  const isOfMany = source.accounts.length > 0;
  for (const { values, problem } of sourceRows(source)) {
    const object: Record<string, Value> = {
      ...(withKind ? { kind: 'source' } : {}),
      // First of all where it is, and what.
      ...{ account: null, region: null, service: null, source_id: null, source_arn: null },
    };
    for (const [index, column] of SOURCE_COLUMNS.entries())
      object[sourceMember(column)] = jsonValue(column, values[index] ?? null);
    if (isOfMany) {
      const { name, ou } = labelOf(String(object.account));
      Object.assign(object, { account_name: name, ou });
    }
    yield documentText(problem === null ? object : { ...object, problem });
  }
}

/** What is told of a transfer to programs: when it runs, and what is wrong. The sheet has more. */
const TRANSFER_MEMBERS: readonly string[] = [
  ...['task_arn', 'next_run', 'last_run', 'last_status', 'missed', 'stuck', 'median_duration', 'reason'],
];

async function writeTransfers(source: ExportInput, sink: Sink): Promise<void> {
  if (!hasTransfers(source)) return;
  await writeMember('transfers', transferObjects(source, false), sink);
}

function* transferObjects(source: ExportInput, withKind: boolean): Generator<string, void, undefined> {
  const members = TRANSFER_MEMBERS.flatMap((id) => {
    const index = TRANSFER_COLUMNS.findIndex((column) => column.id === id);
    const column = TRANSFER_COLUMNS[index];
    return column === undefined ? [] : [{ column, index }];
  });
  for (const values of transferLines(source)) {
    const object: Record<string, Value> = withKind ? { kind: 'transfer' } : {};
    for (const { column, index } of members) object[column.id] = jsonValue(column, values[index] ?? null);
    yield documentText(object);
  }
}

async function writeRows(
  source: ExportInput,
  kind: ResourceKind,
  sink: Sink,
  counter: RowCounter,
): Promise<void> {
  const object = objectWriter(source, kind, false);
  let separator = '\n';
  for (const row of readResources(source, kind)) {
    const full = sink.write(separator + object(row));
    if (full !== undefined) await full;
    separator = ',\n';
    counter.count();
  }
}

/**
 * A finding with its resources, each with the reason; of more than the Findings sheet lists, those. Its counts are at least
 * so much where cells that it rests on, or of a scan of many whole accounts, were not read.
 */
function findingObject(source: ExportInput, counted: FindingCount): object {
  const { id, title, severity, tab, count, notChecked, notCheckedReason } = counted;
  const { cellsNotRead, accountsNotRead, cost } = counted;
  const notRead = { cellsNotRead, ...(accountsNotRead === undefined ? {} : { accountsNotRead }) };
  const finding = FINDINGS.find((one) => one.id === id);
  const resources =
    finding === undefined || count === 0
      ? []
      : [...foundResources(source.database, finding, MOST_OF_FINDING)];
  const told = cost === undefined ? {} : { cost: known(cost) };
  return { id, title, severity, tab, count, notChecked, notCheckedReason, ...notRead, ...told, resources };
}

/** A bound of which nothing is known is null. */
function known<Cost extends CostTotal>(cost: Cost): object {
  return { ...cost, ...boundsOf(cost) };
}

/** What snapshots cost a month, in US dollars. */
function costMember(source: ExportInput): string {
  const cost = costSummary(source.database, source.kinds);
  if (cost.total.count === 0) return '';
  const object = {
    ...cost,
    total: known(cost.total),
    byService: cost.byService.map(known),
    byRegion: cost.byRegion.map(known),
    byOwner: cost.byOwner.map(known),
    bySource: cost.bySource.map(known),
  };
  return `"cost":${documentText(object)},\n`;
}

function documentText(object: object): string {
  return jsonText(JSON.stringify(object));
}

function instant(time: number | null): Value {
  return jsonValue({ type: 'instant' }, time);
}

function accountsMember(source: ExportInput): string {
  if (source.accounts.length === 0) return '';
  const accounts = accountObjects(source).map(documentText);
  const elsewhere = source.elsewhere.length === 0 ? '' : `"elsewhere":${JSON.stringify(source.elsewhere)},\n`;
  return `"accounts":[\n${accounts.join(',\n')}],\n${elsewhere}`;
}

/** Every cell, and every account that has none. */
function* coverageOf(source: ExportInput): Generator<Readonly<Record<string, Value>>, void, undefined> {
  const access = publicAccessByCell(source.database);
  for (const cell of source.cells) {
    const told = access.get(cell.id);
    const place = coverage(source, cell);
    yield told === undefined ? place : { ...place, public_access: told };
  }
  yield* unreadAccounts(source);
}

/** What stands for a cell that ended, or for how far it was. */
function coverage(source: ExportInput, cell: CellState): Readonly<Record<string, Value>> {
  return {
    account: cell.account,
    region: cell.region,
    collector: cell.kind,
    outcome: cell.phase,
    rows: cell.rows,
    ...(source.filter === null ? {} : { kept: keptRows(source, cell) }),
    calls: cell.calls,
    error: errorText(cell.error),
    read_at: instant(cell.read?.at ?? null),
    read_until: instant(cell.read?.until ?? null),
  };
}

/** Members that say where a row belongs; a column of the same name would say it a second time. */
const PLACE_MEMBERS = ['kind', 'account', 'region', 'account_name', 'ou', 'problem'];

/** Writes rows of a kind as JSON objects; names are encoded once. */
function objectWriter(
  source: ExportInput,
  kind: ResourceKind,
  withKind: boolean,
): (row: StoredResource) => string {
  const members = kind.columns.flatMap((column, index) =>
    PLACE_MEMBERS.includes(column.id) ? [] : [{ column, index, name: `,${JSON.stringify(column.id)}:` }],
  );
  const start = withKind ? `{"kind":${JSON.stringify(kind.id)},"account":` : '{"account":';
  const labelOf = accountLabels(source);
  const labels = new Map<string, string>();
  return ({ account, region, problem, values }) => {
    let label = labels.get(account);
    if (label === undefined) {
      const { name, ou } = labelOf(account);
      label = `,"account_name":${json(name)},"ou":${json(ou)}`;
      labels.set(account, label);
    }
    let text = `${start}${json(account)},"region":${json(region)}${label}`;
    for (const { column, index, name } of members) {
      text += name + json(jsonValue(column, values[index] ?? null));
    }
    return problem === null ? `${text}}` : `${text},"problem":${json(problem)}}`;
  };
}

function json(value: Value): string {
  return jsonText(JSON.stringify(value));
}
