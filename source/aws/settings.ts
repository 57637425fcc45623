/** How AWS is reached: what the flags and the environment say, as plain data that a worker can be given. */
export interface AwsSettings {
  /** A profile named by flag; null: what the environment says. */
  readonly profile: string | null;
  /** One endpoint for every service (a simulated AWS, a private link); null: the SDK's own. */
  readonly endpointUrl: string | null;
  /** Region asked first; null: the environment's, the profile's, or one per partition. */
  readonly region: string | null;
  /** PEM file of certificate authorities (AWS_CA_BUNDLE); null: Node's own. */
  readonly caBundle: string | null;
  /** Calls in flight in all. */
  readonly concurrency: number;
  /** Calls a second to one service in one region; null: learned. */
  readonly maxRps: number | null;
  readonly retry: RetrySettings;
}

/** How long a call is tried. */
export interface RetrySettings {
  /** Tries for what AWS asks to be tried again (throttled, 5xx). */
  readonly tries: number;
  /** And no longer than this, in milliseconds. */
  readonly budgetMs: number;
  /** The first wait; it doubles with every try. */
  readonly baseMs: number;
  readonly capMs: number;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

/** 10 tries or 5 minutes; 5 s to connect, 30 s to answer. */
export const DEFAULT_RETRY: RetrySettings = {
  tries: 10,
  budgetMs: 300_000,
  baseMs: 100,
  capMs: 20_000,
  connectTimeoutMs: 5_000,
  requestTimeoutMs: 30_000,
};
