import { devNull } from 'node:os';
import { type AwsSettings, PLAIN_SETTINGS } from '../aws/settings.ts';
import { setSteadyClock } from '../base/steady-clock.ts';
import { instantOfDay } from '../demo/days.ts';
import { plannedOutcomes } from '../demo/faults.ts';
import { type DemoProcess, demoEnvironment, startDemoProcess } from '../demo/process.ts';
import { isSound, type ScanState } from '../model/cell.ts';
import type { Config } from './config.ts';
import { demoCompany } from './demo-company.ts';
import type { Flags } from './flags.ts';

/** What the user has set for the real AWS: profiles, tokens, endpoints, proxies. None of it is for the simulated one. */
const FOR_AWS = /^(?:AWS_(?!SDK_)\w+|(?:https?|all)_proxy)$/i;

/** Starts the simulated AWS and turns this process's environment to it. */
export async function startDemo(flags: Flags): Promise<DemoProcess> {
  if (flags.demoDay !== undefined) setSteadyClock(instantOfDay(flags.demoDay).getTime());
  const server = await startDemoProcess({
    size: flags.demoSize,
    faults: flags.faults,
    ...demoCompany(flags),
    ...(flags.demoDay === undefined ? {} : { day: flags.demoDay }),
    ...(flags.latency === undefined ? {} : { latency: flags.latency }),
  });
  for (const name of Object.keys(process.env)) if (FOR_AWS.test(name)) delete process.env[name];
  Object.assign(process.env, demoEnvironment(server.url), {
    // The user's own configuration (a FIPS switch, an endpoint) is not for the simulated AWS.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  return server;
}

/** Settings that reach the simulated AWS. */
export function demoSettings(aws: AwsSettings, server: DemoProcess): AwsSettings {
  const common = { url: server.url, from: 'the demo' };
  return {
    ...aws,
    profile: null,
    endpoints: { common, services: {} },
    caBundle: null,
    proxy: PLAIN_SETTINGS.proxy,
    credentialsTitle: 'profile demo',
  };
}

/**
 * True where every cell that has a problem is one that the demo plans, with the outcome it plans, and no account ended
 * otherwise than by refusing its role.
 */
export function showsOnlyPlannedProblems({
  accounts,
  cells,
  problems,
}: Pick<ScanState, 'accounts' | 'cells' | 'problems'>): boolean {
  if (accounts.some(({ phase }) => phase === 'failed' || phase === 'stopped')) return false;
  return (accounts.length > 0 ? problems : cells).every(
    (cell) => isSound(cell.phase) || plannedOutcomes.get(`${cell.region} ${cell.kind}`) === cell.phase,
  );
}

/** What counts as protected in the simulated company: what is tried out needs no backup, and of disks one a week will do. */
export const DEMO_RULES: Config['protection'] = [
  { match: 'tag:env=dev,qa,staging or tag:Environment=dev,qa,staging', exempt: 'scratch' },
  { match: 'service:EBS', max_backup_age: '8d' },
];
