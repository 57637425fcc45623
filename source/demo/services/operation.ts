import type { Collection } from '../estate/collection.ts';
import type { Estate, RegionEstate } from '../estate/index.ts';
import type { DemoOrganization } from '../organization/company-accounts.ts';
import type { Answer, Call, ProtocolName } from '../protocols/call.ts';

/** Where an operation finds its answer. */
export interface World {
  /** Of the account that calls. */
  readonly estate: Estate;
  /** The rows of the call's region. */
  readonly region: RegionEstate;
  /** Whether a listing of RDS has AWS Backup's snapshots too: which of the two AWS does is not documented. */
  readonly overlap: boolean;
  /** The organization that the account manages; undefined: it is in none. */
  readonly organization: DemoOrganization | undefined;
  /** The account of the demo's own key. */
  readonly home: string;
  /** The credentials of entered accounts end after so many seconds, however long was asked for. */
  readonly sessionSeconds: number;
  /** Images of other accounts that the one that calls may launch instances from. */
  readonly sharedImages: () => Collection;
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
