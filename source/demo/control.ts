/** What the server answers under `/_demo/`, to tests and to people: its counters, its faults, and the truth. */
import * as v from 'valibot';
import type { CallCounters } from './counters.ts';
import { type Estate, estateKinds } from './estate/index.ts';
import { type Fault, faultEffects } from './faults.ts';
import type { Company } from './organization/company.ts';
import type { WireAnswer } from './protocols/call.ts';

export interface Controlled {
  readonly estate: Estate;
  readonly company: Company | undefined;
  readonly counters: () => CallCounters;
  readonly resetCounters: () => void;
  readonly setFaults: (faults: readonly Fault[]) => void;
}

const faultSchema = v.array(
  v.strictObject({
    service: v.exactOptional(v.string()),
    operation: v.exactOptional(v.string()),
    region: v.exactOptional(v.string()),
    match: v.exactOptional(v.string()),
    accessKeyId: v.exactOptional(v.string()),
    after: v.exactOptional(v.number()),
    times: v.exactOptional(v.number()),
    forMilliseconds: v.exactOptional(v.number()),
    effect: v.picklist(faultEffects),
    rows: v.exactOptional(v.picklist(['first', 'all'])),
    status: v.exactOptional(v.number()),
    milliseconds: v.exactOptional(v.number()),
  }),
);

const rowQuerySchema = v.object({
  kind: v.picklist(estateKinds),
  region: v.string(),
  offset: v.optional(v.pipe(v.string(), v.toNumber(), v.minValue(0)), '0'),
  limit: v.optional(v.pipe(v.string(), v.toNumber(), v.minValue(1), v.maxValue(10_000)), '1000'),
});

const json = (value: unknown, status = 200): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: `${JSON.stringify(value)}\n`,
});

/** The answer to a control request; times in it are ISO texts, unlike in AWS's own JSON. */
export function answerControl(demo: Controlled, method: string, url: string, body: string): WireAnswer {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const query = Object.fromEntries(searchParams);
  switch (`${method} ${pathname}`) {
    case 'GET /_demo/health':
      return json({ ok: true, size: demo.estate.size, seed: demo.estate.seed, now: demo.estate.now });
    case 'GET /_demo/counters':
      return json(demo.counters());
    case 'POST /_demo/reset':
      demo.resetCounters();
      return json({ ok: true });
    case 'POST /_demo/faults': {
      const faults = v.safeParse(v.pipe(v.string(), v.parseJson(), faultSchema), body);
      if (!faults.success) return json({ error: v.summarize(faults.issues) }, 400);
      demo.setFaults(faults.output);
      return json({ ok: true, faults: faults.output.length });
    }
    case 'GET /_demo/accounts':
      return json({ accounts: accountsOf(demo) });
    case 'GET /_demo/estate': {
      const { account = demo.estate.account.id } = query;
      const estate = account === demo.estate.account.id ? demo.estate : demo.company?.estateOf(account);
      if (estate === undefined) return json({ error: `There is no account ${account}` }, 404);
      return query.kind === undefined ? json({ counts: estate.counts() }) : rowsOf(estate, query);
    }
    default:
      return json({ error: `Nothing here: ${method} ${pathname}` }, 404);
  }
}

/** Every account of the company, and how much it holds. */
function accountsOf({ company }: Controlled): readonly object[] {
  if (company === undefined) return [];
  return company.organization.accounts.map((account) => {
    const { id, name, state, units, isThrottled = false } = account;
    const roles = account.roles.map((role) => role.name);
    return { id, name, state, units, roles, isThrottled, rows: company.rowsOf(account) };
  });
}

function rowsOf(estate: Estate, query: Readonly<Record<string, string>>): WireAnswer {
  const parsed = v.safeParse(rowQuerySchema, query);
  if (!parsed.success) return json({ error: v.summarize(parsed.issues) }, 400);
  const { kind, region, offset, limit } = parsed.output;
  const { count, at } = estate.rows(kind, region);
  const end = Math.min(count, offset + limit);
  const rows = Array.from({ length: Math.max(0, end - offset) }, (_, index) => at(offset + index));
  return json({ kind, region, count, rows, nextOffset: end < count ? end : undefined });
}
