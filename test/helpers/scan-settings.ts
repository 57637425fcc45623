import type { AwsSettings } from '../../source/aws/settings.ts';
import { BUILT_IN_PRICES } from '../../source/kinds/price-list.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { ScanSettings } from '../../source/scan/scan-settings.ts';
import { DEFAULT_OPTIONS } from './fake-context.ts';

/** What a scan of a simulated AWS is told where a test says nothing else: all kinds of one region, as by default. */
export function demoScanSettings(
  scanFile: string,
  aws: Pick<AwsSettings, 'endpointUrl' | 'retry'>,
): ScanSettings {
  return {
    scanFile,
    version: '0.0.0',
    aws: { profile: null, region: null, caBundle: null, concurrency: 64, maxRps: null, ...aws },
    regionPatterns: ['us-east-1'],
    kinds: RESOURCE_KINDS.map(({ id }) => id),
    collect: DEFAULT_OPTIONS,
    estimate: { prices: BUILT_IN_PRICES, ownerTags: ['owner', 'team'], oldDays: 365 },
    accountMappings: {},
    interactive: false,
    debug: false,
    startedAt: Date.now(),
  };
}
