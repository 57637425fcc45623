/** Which findings came, and which are solved: what each is about on one side and on the other one. */
import type { DatabaseSync } from 'node:sqlite';
import type { Finding, FindingSettings } from '../../kinds/define/finding.ts';
import { FINDINGS } from '../../kinds/findings.ts';
import { SOURCES_TAB } from '../../kinds/sources/source-columns.ts';
import type { FindingChange } from '../../model/diff.ts';
import type { ScanSide } from '../../store/diff/scan-side.ts';
import { condition, findingSettings, isAnswerable } from '../../store/filter/finding-condition.ts';
import { quoted } from '../../store/schema.ts';
import { placesOfCells } from '../../store/stored-cells.ts';
import { readFacts } from '../../store/stored-facts.ts';
import { storedTable } from '../../store/stored-table.ts';
import { whyUnread } from './absence.ts';
import type { Lone, TabMatches } from './tab-matches.ts';

/** A bit a finding: so many fit into a number. */
const MOST_AT_ONCE = 50;

/** A side as it is asked for what its findings are about: by a connection of its own. */
export interface AskedSide {
  readonly database: DatabaseSync;
  readonly side: ScanSide;
  readonly settings: FindingSettings;
  /** SQL: the cells of the kinds that are compared. */
  readonly cells: string;
}

/** By the number of a row which findings are about it, of both sides. */
interface Told {
  readonly old: Float64Array;
  readonly new: Float64Array;
}

/** A side with the kinds that are compared. */
export function askedSide(database: DatabaseSync, side: ScanSide, kinds: readonly string[]): AskedSide {
  const named = kinds.map((kind) => `'${kind.replaceAll("'", "''")}'`).join(', ');
  return {
    database,
    side,
    settings: findingSettings(readFacts(database)),
    cells: `cell IN (SELECT id FROM main.cell WHERE kind IN (${named}))`,
  };
}

/** What the findings of a tab are about on both sides, read before it is known which rows are the same. */
export interface ReadFindings {
  readonly changes: (matches: TabMatches) => Generator<FindingChange, void, undefined>;
}

/** Reads the findings of a tab that both sides can be asked for: eight bytes a row of each side. */
export function readFindings(
  sides: { readonly old: AskedSide; readonly new: AskedSide },
  tab: string,
): ReadFindings {
  const both = FINDINGS.filter(
    (finding) => finding.tab === tab && isAsked(finding, sides.old) && isAsked(finding, sides.new),
  );
  const parts: { readonly findings: readonly Finding[]; readonly told: Told }[] = [];
  for (let first = 0; first < both.length; first += MOST_AT_ONCE) {
    const findings = both.slice(first, first + MOST_AT_ONCE);
    const told = { old: flagsOf(sides.old, tab, findings), new: flagsOf(sides.new, tab, findings) };
    parts.push({ findings, told });
  }
  return {
    *changes(matches) {
      for (const { findings, told } of parts) yield* changesOf(sides, tab, findings, told, matches);
    },
  };
}

function isAsked(finding: Finding, { database, settings }: AskedSide): boolean {
  const table = storedTable(database, finding.tab);
  return table !== undefined && isAnswerable(finding, table, settings);
}

/** By the number of a row which findings are about it. */
function flagsOf(
  { database, settings, cells }: AskedSide,
  tab: string,
  findings: readonly Finding[],
): Float64Array {
  const table = storedTable(database, tab) ?? { tab, columns: [] };
  const conditions = findings.map((finding) => condition(table, finding.rows(settings), settings));
  const sum = conditions.map(({ sql }, place) => `iif(${sql}, ${2 ** place}.0, 0)`).join(' + ');
  const values = conditions.flatMap((each) => each.values);
  const last = Number(database.prepare(`SELECT ifnull(max(row), 0) AS row FROM ${quoted(tab)}`).get()?.row);
  const flags = new Float64Array(last + 1);
  // Taken down while SQL counts: a row that is handed out costs twice as much as one that is told.
  database.function('flag', (row, bits) => {
    flags[Number(row)] = Number(bits);
    return 1;
  });
  database.prepare(`SELECT count(*) FROM ${quoted(tab)} WHERE ${cells} AND flag(row, ${sum})`).get(...values);
  return flags;
}

function* changesOf(
  sides: { readonly old: AskedSide; readonly new: AskedSide },
  tab: string,
  findings: readonly Finding[],
  told: Told,
  matches: TabMatches,
): Generator<FindingChange, void, undefined> {
  for (const side of ['new', 'old'] as const) {
    const other = told[side === 'new' ? 'old' : 'new'];
    const tell = rowNames(sides[side].database, tab);
    const isUntold = untoldRows(sides[side === 'new' ? 'old' : 'new'], tab, findings);
    for (const [row, bits] of told[side].entries()) {
      if (bits === 0) continue;
      const partner = matches.partnerOf(side, row);
      if (partner === 'not asked') continue;
      const there = typeof partner === 'number' ? (other[partner] ?? 0) : 0;
      if (there === bits) continue;
      for (const [index, finding] of findings.entries()) {
        if (!has(bits, index) || has(there, index)) continue;
        const told = tell(row);
        const isUnknown =
          (typeof partner === 'number' && isUntold(index, partner)) || restsOnUnread(sides, finding, told);
        const change = changeOf(side, partner, isUnknown);
        yield { finding: finding.id, title: finding.title(sides[side].settings), ...told, change };
      }
    }
  }
}

function has(bits: number, place: number): boolean {
  return Math.floor(bits / 2 ** place) % 2 === 1;
}

function changeOf(side: 'old' | 'new', partner: number | Lone, isUnknown: boolean): FindingChange['change'] {
  if (partner === 'unknown' || isUnknown) return 'unknown';
  if (partner === 'aged-out') return 'aged-out';
  return side === 'new' ? 'new' : 'solved';
}

/** Whether one side did not read the rows of other kinds by which the finding goes. Sources say themselves what is not known. */
function restsOnUnread(
  { old, new: now }: { readonly old: AskedSide; readonly new: AskedSide },
  { tab, restsOn }: Finding,
  { account, region }: Pick<FindingChange, 'account' | 'region'>,
): boolean {
  if (tab === SOURCES_TAB) return false;
  const isUnread = (kind: string, { side }: AskedSide): boolean =>
    whyUnread(side, { account, region, kind }) !== null;
  return restsOn.some((kind) => isUnread(kind, old) || isUnread(kind, now));
}

/** Whether it cannot be told of a row of a side if a finding is about it: asked of the few rows where that counts. */
function untoldRows(
  { database, settings }: AskedSide,
  tab: string,
  findings: readonly Finding[],
): (finding: number, row: number) => boolean {
  const table = storedTable(database, tab) ?? { tab, columns: [] };
  const asked = findings.map((finding) => {
    const { sql, values } = condition(table, finding.notChecked(settings), settings);
    return { statement: database.prepare(`SELECT 1 FROM ${quoted(tab)} WHERE row = ? AND ${sql}`), values };
  });
  return (finding, row) => {
    const question = asked[finding];
    return question !== undefined && question.statement.get(row, ...question.values) !== undefined;
  };
}

/** Names a row of a tab of one side. */
function rowNames(
  database: DatabaseSync,
  tab: string,
): (row: number) => Pick<FindingChange, 'kind' | 'account' | 'region' | 'key'> {
  const statement = database.prepare(`SELECT cell, key FROM ${quoted(tab)} WHERE row = ?`);
  const placeOf = placesOfCells(database);
  return (row) => {
    const line = statement.get(row);
    const place = placeOf(Number(line?.cell)) ?? { account: '', region: '', kind: '' };
    const { account, region, kind } = place;
    return { kind, account, region, key: String(line?.key ?? '') };
  };
}
