import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { ScanFacts } from '../model/scan-facts.ts';

const texts = v.array(v.string());
const valueSchema = v.nullable(v.union([v.string(), v.number(), v.boolean(), texts]));

const factsSchema = v.object({
  identity: v.nullable(
    v.object({
      account: v.string(),
      callerArn: v.string(),
      partition: v.string(),
      accountName: v.string(),
    }),
  ),
  profile: v.nullable(v.string()),
  regions: texts,
  regionsOff: texts,
  kinds: texts,
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  complete: v.boolean(),
  version: v.string(),
  options: v.record(v.string(), valueSchema),
  prices: v.exactOptional(v.object({ date: v.string(), source: v.string(), regions: texts })),
  accountsChoice: v.exactOptional(
    v.object({
      organization: v.nullable(v.string()),
      isWholeOrganization: v.boolean(),
      isListed: v.exactOptional(v.literal(true)),
    }),
  ),
  writer: v.exactOptional(v.object({ pid: v.number(), host: v.string() })),
  name: v.exactOptional(v.string()),
  keep: v.exactOptional(v.boolean()),
});

/** Keeps these facts of the scan; those not given stay as they are. */
export function storeFacts(database: DatabaseSync, facts: Partial<ScanFacts>): void {
  const keep = database.prepare('INSERT OR REPLACE INTO scan (name, value) VALUES (?, ?)');
  for (const [name, value] of Object.entries(facts)) {
    if (value !== undefined) keep.run(name, JSON.stringify(value));
  }
}

/** What the file says of the scan as a whole. Throws where a fact is missing or no fact. */
export function readFacts(database: DatabaseSync): ScanFacts {
  const stored: Record<string, unknown> = {};
  for (const { name, value } of database.prepare('SELECT name, value FROM scan').all()) {
    stored[String(name)] = JSON.parse(String(value));
  }
  return v.parse(factsSchema, stored);
}
