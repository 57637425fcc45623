/** A scan that did not end, which can be gone on with. */
export interface UnfinishedScan {
  readonly scanFile: string;
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
  /** Of the account that asked. */
  readonly account: string;
  readonly cells: number;
  readonly finished: number;
  readonly rows: number;
}
