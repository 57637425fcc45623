/** A tab of the terminal app over one or more kinds. Each of its kinds names the same object. */
export interface TabSpec {
  /** Also the name of its table in the scan file. */
  readonly id: string;
  readonly title: string;
}
