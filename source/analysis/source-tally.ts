/**
 * Adds up snapshots by their source. There may be as many sources as snapshots (each build of an image snapshots a
 * new volume), so each takes a few numbers in typed arrays while counting, and only the largest become objects.
 */
import { AGE_RANGES } from '../model/ages.ts';
import { NO_AMOUNT } from './amounts.ts';
import type { Amount } from './summary.ts';

/** Age ranges and the unknown age. */
const RANGES = AGE_RANGES.length + 1;

/** Sources that one block of the arrays holds. */
const BLOCK = 1024;

interface Block {
  readonly counts: Uint32Array;
  readonly unknownSizes: Uint32Array;
  readonly bytes: Float64Array;
  /** A row of each source, where its name is looked up. */
  readonly rows: Float64Array;
  /** The index of its set of origins. */
  readonly origins: Uint32Array;
}

/** Which account, region, service and table some sources belong to. */
export interface SourcePlace {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly tab: string;
}

/** A source with what was counted. */
export interface TalliedSource extends Amount {
  readonly place: SourcePlace;
  readonly source: string | null;
  readonly byAge: readonly Amount[];
  readonly types: readonly string[];
  /** The number of a row of its table. */
  readonly row: number;
}

/** Sets of origins, each kept once: set 0 is empty. */
class OriginSets {
  readonly #sets: (readonly string[])[] = [[]];
  readonly #larger = new Map<string, number>();

  with(index: number, origin: string): number {
    const set = this.at(index);
    if (set.includes(origin)) return index;
    const grown = [...set, origin].sort();
    const key = grown.join('\n');
    const existing = this.#larger.get(key);
    if (existing !== undefined) return existing;
    this.#sets.push(grown);
    this.#larger.set(key, this.#sets.length - 1);
    return this.#sets.length - 1;
  }

  at(index: number): readonly string[] {
    return this.#sets[index] ?? [];
  }
}

/** The snapshots of each source by age. */
export class SourceTally {
  readonly #blocks: Block[] = [];
  readonly #places = new Map<
    string,
    { readonly place: SourcePlace; readonly sources: Map<string | null, number> }
  >();
  readonly #originSets = new OriginSets();
  #size = 0;

  /** How many sources there are. */
  get size(): number {
    return this.#size;
  }

  /** The sources of one place by their id; what does not know its source goes under null. */
  sourcesOf(place: SourcePlace): Map<string | null, number> {
    const key = `${place.account}\n${place.region}\n${place.service}`;
    const existing = this.#places.get(key);
    if (existing !== undefined) return existing.sources;
    const sources = new Map<string | null, number>();
    this.#places.set(key, { place, sources });
    return sources;
  }

  /** Adds one snapshot to a source of the place that `sources` was asked for. */
  add(
    sources: Map<string | null, number>,
    source: string | null,
    snapshot: { row: number; size: number | null; range: number; origin: string | null },
  ): void {
    let index = sources.get(source);
    if (index === undefined) {
      index = this.#size++;
      sources.set(source, index);
    }
    const block = this.#block(index);
    const slot = index % BLOCK;
    const cell = slot * RANGES + snapshot.range;
    block.counts[cell] = (block.counts[cell] ?? 0) + 1;
    if (snapshot.size === null) block.unknownSizes[cell] = (block.unknownSizes[cell] ?? 0) + 1;
    else block.bytes[cell] = (block.bytes[cell] ?? 0) + snapshot.size;
    block.rows[slot] = snapshot.row;
    if (snapshot.origin !== null) {
      block.origins[slot] = this.#originSets.with(block.origins[slot] ?? 0, snapshot.origin);
    }
  }

  /** The largest sources by bytes, then by number of snapshots, then as they were found. */
  largest(limit: number): readonly TalliedSource[] {
    const bytes = Float64Array.from({ length: this.#size }, (_, index) => this.#total(index).bytes);
    const counts = Uint32Array.from({ length: this.#size }, (_, index) => this.#total(index).count);
    const kept = Uint32Array.from({ length: this.#size }, (_, index) => index)
      .sort((a, b) => (bytes[b] ?? 0) - (bytes[a] ?? 0) || (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
      .slice(0, limit);
    const named = this.#names(new Set(kept));
    return [...kept].flatMap((index) => {
      const name = named.get(index);
      return name === undefined ? [] : [this.#tallied(index, name.place, name.source)];
    });
  }

  #names(wanted: ReadonlySet<number>): Map<number, { place: SourcePlace; source: string | null }> {
    const names = new Map<number, { place: SourcePlace; source: string | null }>();
    for (const { place, sources } of this.#places.values()) {
      for (const [source, index] of sources) {
        if (wanted.has(index)) names.set(index, { place, source });
      }
    }
    return names;
  }

  #tallied(index: number, place: SourcePlace, source: string | null): TalliedSource {
    const block = this.#block(index);
    const slot = index % BLOCK;
    return {
      ...this.#total(index),
      place,
      source,
      byAge: Array.from({ length: RANGES }, (_, range) => amountAt(block, slot * RANGES + range)),
      types: this.#originSets.at(block.origins[slot] ?? 0),
      row: block.rows[slot] ?? 0,
    };
  }

  #total(index: number): Amount {
    const block = this.#block(index);
    const first = (index % BLOCK) * RANGES;
    let [count, bytes, unknownSizes] = [0, 0, 0];
    for (let cell = first; cell < first + RANGES; cell++) {
      count += block.counts[cell] ?? 0;
      bytes += block.bytes[cell] ?? 0;
      unknownSizes += block.unknownSizes[cell] ?? 0;
    }
    return { count, bytes, unknownSizes };
  }

  #block(index: number): Block {
    const number = Math.floor(index / BLOCK);
    const existing = this.#blocks[number];
    if (existing !== undefined) return existing;
    const block: Block = {
      counts: new Uint32Array(BLOCK * RANGES),
      unknownSizes: new Uint32Array(BLOCK * RANGES),
      bytes: new Float64Array(BLOCK * RANGES),
      rows: new Float64Array(BLOCK),
      origins: new Uint32Array(BLOCK),
    };
    this.#blocks[number] = block;
    return block;
  }
}

function amountAt(block: Block, cell: number): Amount {
  const count = block.counts[cell] ?? 0;
  if (count === 0) return NO_AMOUNT;
  return { count, bytes: block.bytes[cell] ?? 0, unknownSizes: block.unknownSizes[cell] ?? 0 };
}
