import { type AwsSettings, PLAIN_SETTINGS } from '../../source/aws/settings.ts';
import { BUILT_IN_PRICES } from '../../source/kinds/price-list.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { ScanSettings } from '../../source/scan/scan-settings.ts';
import { DEFAULT_OPTIONS } from './fake-context.ts';

/** What a scan of a simulated AWS is told where a test says nothing else: all kinds of one region, as by default. */
export function demoScanSettings(
  scanFile: string,
  aws: Pick<AwsSettings, 'retry'> & { readonly endpointUrl: string },
): ScanSettings {
  return {
    scanFile,
    version: '0.0.0',
    aws: {
      ...PLAIN_SETTINGS,
      retry: aws.retry,
      endpoints: { common: { url: aws.endpointUrl, from: '--endpoint-url' }, services: {} },
    },
    regionPatterns: ['us-east-1'],
    kinds: RESOURCE_KINDS.map(({ id }) => id),
    collect: DEFAULT_OPTIONS,
    estimate: { prices: BUILT_IN_PRICES, asked: null, ownerTags: ['owner', 'team'], oldDays: 365 },
    accounts: null,
    awsOfProfiles: {},
    accountMappings: {},
    interactive: false,
    debug: false,
    startedAt: Date.now(),
  };
}
