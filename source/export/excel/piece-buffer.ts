/** How many bytes are handed on at once. */
const PIECE = 64 * 1024;

/** The most bytes that one UTF-16 unit takes in UTF-8. */
const BYTES_PER_UNIT = 3;

/**
 * Gathers text as bytes until there is a piece to hand on. Each text becomes bytes at once: long strings in the
 * making would otherwise outlive the youngest generation of the heap, and collecting them cost half of an export.
 */
export class PieceBuffer {
  #bytes = Buffer.allocUnsafe(PIECE);
  #used = 0;

  /** Adds a text; answers the pieces that are full by now, mostly none. */
  add(text: string): readonly Buffer[] {
    if (this.#used + text.length * BYTES_PER_UNIT <= PIECE) {
      this.#used += this.#bytes.write(text, this.#used);
      return [];
    }
    const full = this.take();
    if (text.length * BYTES_PER_UNIT > PIECE) return [...full, Buffer.from(text)];
    this.#used = this.#bytes.write(text);
    return full;
  }

  /** What is left, as no more than one piece. */
  take(): readonly Buffer[] {
    if (this.#used === 0) return [];
    const piece = this.#bytes.subarray(0, this.#used);
    this.#bytes = Buffer.allocUnsafe(PIECE);
    this.#used = 0;
    return [piece];
  }
}
