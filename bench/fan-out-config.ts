import type { NodeHttpHandler } from '@smithy/node-http-handler';

/** What every client of the fan-out is made with. */
export interface FanOutConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly requestHandler: NodeHttpHandler;
  /** Absent: those of the environment. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}
