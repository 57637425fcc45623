/** Brings what a view waits for; to be called after every change of the state. */
export interface Loader {
  readonly update: () => void;
  /** Forgets everything, as another scan file is open. */
  readonly reset: () => void;
}
