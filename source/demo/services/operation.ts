import type { Estate, RegionEstate } from '../estate/index.ts';
import type { Answer, Call, ProtocolName } from '../protocols/call.ts';

/** Where an operation finds its answer. */
export interface World {
  readonly estate: Estate;
  /** The rows of the call's region. */
  readonly region: RegionEstate;
  /** Whether a listing of RDS has AWS Backup's snapshots too: which of the two AWS does is not documented. */
  readonly overlap: boolean;
}

export type Operation = (call: Call, world: World) => Answer;

export type Operations = Readonly<Record<string, Operation>>;

/** A service that is simulated. */
export interface DemoService {
  readonly protocol: ProtocolName;
  /** Of JSON 1.1: what stands before the operation in `X-Amz-Target`. */
  readonly target?: string;
  readonly operations: Operations;
}
