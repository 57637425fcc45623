import type { TestContext } from 'node:test';
import { AccountClient } from '@aws-sdk/client-account';
import { BackupClient } from '@aws-sdk/client-backup';
import { DataSyncClient } from '@aws-sdk/client-datasync';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EFSClient } from '@aws-sdk/client-efs';
import { IAMClient } from '@aws-sdk/client-iam';
import { RDSClient } from '@aws-sdk/client-rds';
import { STSClient } from '@aws-sdk/client-sts';
import { demoAccessKeyId } from '../../source/demo/environment.ts';
import { type DemoServer, type DemoServerOptions, startDemoServer } from '../../source/demo/server.ts';

/** The instant that the tests' estates are built around. */
export const now = new Date('2026-03-04T12:00:00.000Z');

/** A server without latency that ends with its test. */
export async function demoServer(
  context: Pick<TestContext, 'after'>,
  options: Partial<DemoServerOptions> = {},
): Promise<DemoServer> {
  const server = await startDemoServer({ size: 'small', now, latency: 0, ...options });
  context.after(() => server.close());
  return server;
}

export interface ClientOptions {
  readonly maxAttempts?: number;
  readonly accessKeyId?: string;
  readonly sessionToken?: string;
}

/** The SDK's clients of one region; errors are seen as they come, unless more attempts are asked for. */
export function clients(url: string, region = 'us-east-1', options: ClientOptions = {}) {
  const { maxAttempts = 1, accessKeyId = demoAccessKeyId, sessionToken } = options;
  const settings = {
    region,
    endpoint: url,
    maxAttempts,
    credentials: {
      accessKeyId,
      secretAccessKey: 'a secret that nobody checks',
      ...(sessionToken === undefined ? {} : { sessionToken }),
    },
  };
  return {
    ec2: new EC2Client(settings),
    rds: new RDSClient(settings),
    efs: new EFSClient(settings),
    backup: new BackupClient(settings),
    datasync: new DataSyncClient(settings),
    sts: new STSClient(settings),
    iam: new IAMClient(settings),
    account: new AccountClient(settings),
  };
}

/** What the pages of a listing hold together. */
export async function rowsOf<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<{ readonly rows: readonly Item[]; readonly pages: number }> {
  const rows: Item[] = [];
  let count = 0;
  for await (const page of pages) {
    count++;
    rows.push(...(itemsOf(page) ?? []));
  }
  return { rows, pages: count };
}

/** Name and status of the error that a call ends in. */
export async function errorOf(call: Promise<unknown>): Promise<{
  readonly name: string;
  readonly status: number | undefined;
  readonly message: string;
}> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata = '$metadata' in error ? error.$metadata : undefined;
    const status =
      typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
        ? Number(metadata.httpStatusCode)
        : undefined;
    return { name: error.name, status, message: error.message };
  }
  throw new Error('The call was expected to fail.');
}
