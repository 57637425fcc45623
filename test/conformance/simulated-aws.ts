import type { TestContext } from 'node:test';
import * as v from 'valibot';
import type { EstateKind } from '../../source/demo/estate/index.ts';
import { type DemoServer, type DemoServerOptions, startDemoServer } from '../../source/demo/server.ts';
import { type JsonRow, jsonRow } from './rows.ts';

const NOW = new Date('2026-03-04T12:00:00.000Z');

/** A simulated AWS whose clock stands still, so that what is running does not move between two readers. */
export async function stillServer(
  context: Pick<TestContext, 'after'>,
  size: DemoServerOptions['size'],
): Promise<DemoServer> {
  const server = await startDemoServer({ size, now: NOW, clock: () => NOW.getTime(), latency: 0 });
  context.after(() => server.close());
  return server;
}

const page = v.object({ rows: v.array(jsonRow), nextOffset: v.optional(v.number()) });

/** The estate's rows of one kind in one region, asked over HTTP and not through any AWS operation. */
export async function estateRows(url: string, kind: EstateKind, region: string): Promise<readonly JsonRow[]> {
  const rows: JsonRow[] = [];
  let offset: number | undefined = 0;
  while (offset !== undefined) {
    const answer = await fetch(`${url}/_demo/estate?kind=${kind}&region=${region}&offset=${offset}`);
    const { rows: more, nextOffset } = v.parse(page, await answer.json());
    rows.push(...more);
    offset = nextOffset;
  }
  return rows;
}
