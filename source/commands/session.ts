import { readAwsSettings } from '../aws/read-settings.ts';
import type { AwsSettings } from '../aws/settings.ts';
import type { EstimateSettings } from '../scan/scan-settings.ts';
import type { FoundConfig } from './config.ts';
import type { Flags } from './flags.ts';

/** What every command of one run of snapdeck works with. */
export interface Session {
  readonly flags: Flags;
  readonly found: FoundConfig;
  readonly version: string;
  /**
   * How AWS is reached; a profile that was picked stands in the place of the one that a flag names. Throws UsageError.
   */
  readonly aws: (profile?: string) => AwsSettings;
  readonly prices: Pick<EstimateSettings, 'prices' | 'asked'>;
  readonly log: (line: string) => void;
}

/**
 * How AWS is reached, from flags, environment, profile and configuration.
 * @throws UsageError where one of them cannot be
 */
export function awsSettings(flags: Flags, found: FoundConfig, profile?: string): AwsSettings {
  return readAwsSettings({
    profile: profile ?? flags.profile ?? null,
    endpointUrl: flags.endpointUrl ?? null,
    concurrency: flags.concurrency ?? found.config.concurrency,
    maxRps: flags.maxRps ?? found.config.max_rps,
  });
}
