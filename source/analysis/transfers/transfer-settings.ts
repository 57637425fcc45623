/** When a run counts as missed or stuck, as config.json and the options of a scan have it. */
import * as v from 'valibot';
import type { ScanFacts } from '../../model/scan-facts.ts';
import type { StuckAfter } from './judge-stuck.ts';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

const span = v.pipe(
  v.string('must be text'),
  v.regex(/^[1-9]\d{0,4}[mhd]$/, 'must be a time such as 15m, 1h or 2d'),
);

/** As it stands in config.json. */
export const TRANSFERS_SCHEMA = v.strictObject(
  {
    missed_after: v.optional(span, '15m'),
    stuck_after: v.optional(span, '1h'),
    stuck_medians: v.optional(
      v.pipe(
        v.number('must be a number'),
        v.minValue(1, 'must be at least 1'),
        v.maxValue(1000, 'must be at most 1000'),
      ),
      3,
    ),
  },
  'must be an object',
);

/** What transfers are judged by. */
export interface TransferSettings {
  /** How far from its due time a run may start to fill its place, in milliseconds. */
  readonly tolerance: number;
  readonly stuckAfter: StuckAfter;
}

const OPTION = v.pipe(v.string(), v.parseJson(), TRANSFERS_SCHEMA);

/** What a scan was started with; what cannot be read of it is as usual. */
export function transferSettings({ options }: Pick<ScanFacts, 'options'>): TransferSettings {
  const read = v.safeParse(OPTION, options.transfers);
  const { missed_after, stuck_after, stuck_medians } = read.success
    ? read.output
    : v.parse(TRANSFERS_SCHEMA, {});
  return {
    tolerance: millisecondsOf(missed_after),
    stuckAfter: { times: stuck_medians, least: millisecondsOf(stuck_after) },
  };
}

/** What of the configuration a scan has to keep: nothing where it is as usual. */
export function transfersOption(given: v.InferOutput<typeof TRANSFERS_SCHEMA>): {
  readonly transfers?: string;
} {
  const own = JSON.stringify(given);
  return own === JSON.stringify(v.parse(TRANSFERS_SCHEMA, {})) ? {} : { transfers: own };
}

function millisecondsOf(text: string): number {
  return Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? 0);
}
