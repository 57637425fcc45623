import type { Estate, RegionEstate } from '../estate/index.ts';
import type { Answer, Call } from '../protocols/call.ts';

/** Where an operation finds its answer. */
export interface World {
  readonly estate: Estate;
  /** The rows of the call's region. */
  readonly region: RegionEstate;
}

export type Operation = (call: Call, world: World) => Answer;

export type Operations = Readonly<Record<string, Operation>>;
