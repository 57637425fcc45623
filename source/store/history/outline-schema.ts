/** What was read of kept scans, where it comes back from a file or from another thread. */
import * as v from 'valibot';

const count = v.number();
const texts = v.array(v.string());
const maybe = v.nullable(v.number());
/** A `ScanOutline`. */
export const outlineSchema = v.object({
  name: v.nullable(v.string()),
  isKept: v.boolean(),
  startedAt: v.number(),
  endedAt: maybe,
  state: v.picklist(['whole', 'partial', 'interrupted', 'running']),
  accountSet: v.string(),
  accounts: count,
  account: v.nullable(v.object({ id: v.string(), name: v.string() })),
  accountWords: texts,
  organization: v.nullable(v.string()),
  regions: texts,
  kinds: texts,
  rows: count,
  problems: count,
  bytes: v.nullable(v.object({ sum: v.number(), unknown: count })),
  cost: v.nullable(v.object({ low: maybe, high: maybe, unknown: count })),
  version: v.string(),
});

/** Files as `listKeptScans` lists them. */
export const keptScansSchema = v.array(
  v.object({
    id: v.nullable(v.string()),
    file: v.string(),
    sizeOnDisk: count,
    scan: v.nullable(outlineSchema),
    fault: v.nullable(
      v.object({ code: v.picklist(['foreign', 'broken', 'newer', 'unread']), message: v.string() }),
    ),
  }),
);
