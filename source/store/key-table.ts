/**
 * Which keys a cell's run has already, without the keys themselves: eight bytes a row (twice that with the room that
 * a hash table needs) where a set of strings takes a hundred. A unique index in the scan file would do the same, but
 * AWS's ids come in no order, so that each page would touch, log and copy most pages of that index: it makes
 * writing 1,000,000 rows ten times as slow.
 */
export class KeyTable {
  #hashes = new Uint32Array(1024);
  /** Row numbers; 0 where the place is free. */
  #rows = new Uint32Array(1024);
  #used = 0;

  /**
   * The row that has this key, if `isKeyOf` confirms one; else undefined. Different keys may share a hash, so the
   * caller compares with the key that the row was written with.
   */
  find(key: string, isKeyOf: (row: number) => boolean): number | undefined {
    const hash = hashOf(key);
    const mask = this.#rows.length - 1;
    for (let place = hash & mask; this.#rows[place] !== 0; place = (place + 1) & mask) {
      const row = this.#rows[place];
      if (row !== undefined && this.#hashes[place] === hash && isKeyOf(row)) return row;
    }
    return undefined;
  }

  /** Enters a key that is not there yet, with the number of its row. */
  add(key: string, row: number): void {
    if (this.#used * 2 >= this.#rows.length) this.#grow();
    this.#put(hashOf(key), row);
    this.#used += 1;
  }

  #put(hash: number, row: number): void {
    const mask = this.#rows.length - 1;
    let place = hash & mask;
    while (this.#rows[place] !== 0) place = (place + 1) & mask;
    this.#hashes[place] = hash;
    this.#rows[place] = row;
  }

  #grow(): void {
    const hashes = this.#hashes;
    const rows = this.#rows;
    this.#hashes = new Uint32Array(rows.length * 2);
    this.#rows = new Uint32Array(rows.length * 2);
    for (const [place, row] of rows.entries()) if (row !== 0) this.#put(hashes[place] ?? 0, row);
  }
}

/** FNV-1a over the key's characters, 32 bits, then mixed so that the low bits, which choose the place, scatter. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}
