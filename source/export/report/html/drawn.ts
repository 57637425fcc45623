/** A drawing in units of its own. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  /** SVG elements. */
  readonly body: string;
}
