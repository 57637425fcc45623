/**
 * The leaders of a cell's groups, in numbers only: one pass over the rows in the order of their groups numbers the
 * groups, so that no value of a group is kept. It takes four bytes a row and twenty a group and leader, where a table
 * of leaders looked up by value took several times as long as all else.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import type { Derivation, Leader } from '../kinds/define/derivation.ts';
import type { Column, Value } from '../model/columns.ts';
import { prepared } from './prepared.ts';
import { quoted } from './schema.ts';
import { fromStored } from './stored-values.ts';

/** Rows between two pauses. */
const STEP = 20_000;

/** Groups that there is room for at first: most cells of a company have a few. */
const LEAST_ROOM = 32;

/** Leaders whose told values are kept at hand: some 15 megabytes. */
const MOST_TOLD = 100_000;

/** What is known of one leader specification, by the number of the group. */
interface LeaderColumns {
  readonly name: string;
  readonly told: readonly Column[];
  readonly lookup: StatementSync;
  readonly values: Map<number, Leader['values']>;
  rows: Float64Array;
  ranks: Float64Array;
  candidates: Uint32Array;
}

/** The leaders of the groups of one cell. */
export class FirstOfGroup {
  readonly #database: DatabaseSync;
  readonly #kind: ResourceKind;
  readonly #derivation: Derivation;
  readonly #leaders: readonly LeaderColumns[];
  readonly #keyOf: StatementSync;
  /** SQL. */
  readonly #marks: string;
  readonly #marked: number[] = [];
  #firstRow = 0;
  /** The number of each row's group, by how far the row's number is from the first. */
  #groups = new Uint32Array(0);

  /** `marks`: SQL that is true for rows whose numbers are wanted, too. */
  constructor(database: DatabaseSync, kind: ResourceKind, derivation: Derivation, marks = 'NULL') {
    this.#marks = marks;
    this.#database = database;
    this.#kind = kind;
    this.#derivation = derivation;
    this.#keyOf = prepared(database, `SELECT key FROM ${quoted(kind.tab)} WHERE row = ?`);
    this.#leaders = Object.entries(derivation.leaders).map(([name, { tells }]) => {
      const told = tells.flatMap((id) => kind.columns.find((column) => column.id === id) ?? []);
      const results = ['row', ...told.map(({ id }) => quoted(id))].join(', ');
      return {
        name,
        told,
        lookup: prepared(database, `SELECT ${results} FROM ${quoted(kind.tab)} WHERE row = ?`),
        values: new Map(),
        rows: new Float64Array(),
        ranks: new Float64Array(),
        candidates: new Uint32Array(),
      };
    });
  }

  /** Reads a cell's rows once; between two steps other work may be done. */
  *read(cellId: number): Generator<void, void, undefined> {
    const name = quoted(this.#kind.tab);
    const boundsOf = `SELECT min(row) AS first, max(row) AS last FROM ${name} WHERE cell = ?`;
    const bounds = prepared(this.#database, boundsOf).get(cellId);
    if (typeof bounds?.first !== 'number') return;
    this.#firstRow = bounds.first;
    this.#groups = new Uint32Array(Number(bounds.last) - bounds.first + 1);
    const ranks = this.#leaders.map((leader) => this.#derivation.leaders[leader.name]?.rank ?? 'NULL');
    // Nothing else is read by this connection while this goes through its lines.
    const statement = prepared(
      this.#database,
      `SELECT row, ${[quoted(this.#derivation.groupBy), ...ranks, this.#marks].join(', ')} FROM ${name}
       WHERE cell = ? ORDER BY 2`,
    );
    statement.setReturnArrays(true);
    const marked = 2 + ranks.length;
    let group = -1;
    let value: unknown;
    let read = 0;
    for (const line of statement.iterate(cellId)) {
      if (!Array.isArray(line)) continue;
      if (group < 0 || line[1] !== value) {
        group += 1;
        value = line[1];
        this.#makeRoom(group);
      }
      this.#count(Number(line[0]), group, line);
      if (line[marked] === 1) this.#marked.push(Number(line[0]));
      read += 1;
      if (read % STEP === 0) yield;
    }
    for (const leader of this.#leaders) yield* tellAhead(leader, group + 1);
  }

  /** The rows that are marked, once all are read. */
  get marked(): readonly number[] {
    return this.#marked;
  }

  #makeRoom(group: number): void {
    for (const leader of this.#leaders) {
      if (group < leader.rows.length) continue;
      const room = 2 * group + LEAST_ROOM;
      leader.rows = grown(leader.rows, new Float64Array(room));
      leader.ranks = grown(leader.ranks, new Float64Array(room));
      leader.candidates = grown(leader.candidates, new Uint32Array(room));
    }
  }

  #count(row: number, group: number, line: readonly unknown[]): void {
    this.#groups[row - this.#firstRow] = group;
    for (const [index, leader] of this.#leaders.entries()) {
      const rank = line[index + 2];
      if (typeof rank !== 'number') continue;
      const before = leader.candidates[group] ?? 0;
      leader.candidates[group] = before + 1;
      const first = leader.ranks[group] ?? 0;
      if (before > 0 && (rank < first || (rank === first && !this.#leadsByKey(row, leader.rows[group] ?? 0))))
        continue;
      leader.ranks[group] = rank;
      leader.rows[group] = row;
    }
  }

  /** Between equals the lesser key decides: the order in which pages came in differs from scan to scan. */
  #leadsByKey(row: number, other: number): boolean {
    return String(this.#keyOf.get(row)?.key) < String(this.#keyOf.get(other)?.key);
  }

  /** The leaders of a row's group by their names. */
  of(row: number): Readonly<Record<string, Leader>> {
    const group = this.#groups[row - this.#firstRow] ?? 0;
    const found: Record<string, Leader> = {};
    for (const leader of this.#leaders) {
      const candidates = leader.candidates[group] ?? 0;
      if (candidates === 0) continue;
      const leading = leader.rows[group] ?? 0;
      found[leader.name] = {
        row: leading,
        rank: leader.ranks[group] ?? 0,
        candidates,
        // Most rows never ask.
        get values() {
          return toldBy(leader, leading);
        },
      };
    }
    return found;
  }
}

function grown<Numbers extends Float64Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

/**
 * Reads what the leaders of larger groups tell, in the order of their rows: one by one as the rows of their groups come,
 * nearly each would need another page of the file.
 */
function* tellAhead(leader: LeaderColumns, groups: number): Generator<void, void, undefined> {
  if (leader.told.length === 0) return;
  const wanted: number[] = [];
  for (let group = 0; group < groups && wanted.length < MOST_TOLD; group += 1) {
    if ((leader.candidates[group] ?? 0) > 1) wanted.push(leader.rows[group] ?? 0);
  }
  for (const [index, row] of Float64Array.from(wanted).sort().entries()) {
    toldBy(leader, row);
    if ((index + 1) % STEP === 0) yield;
  }
}

function toldBy({ told, lookup, values }: LeaderColumns, row: number): Leader['values'] {
  const known = values.get(row);
  if (known !== undefined) return known;
  const line = lookup.get(row);
  const read: Record<string, Value> = {};
  for (const { id, type } of told) read[id] = fromStored(type, line?.[id]);
  if (values.size < MOST_TOLD) values.set(row, read);
  return read;
}
