import type { Fault } from './fault.ts';
import type { ServiceId } from './operation.ts';
import { type AwsSettings, endpointOf } from './settings.ts';

/**
 * What it means that a host has no address. Where a setting named the host, that is what is wrong; AWS's own host of a
 * service may be missing because the service is not offered there.
 */
export function hostFault(fault: Fault, settings: AwsSettings, service: ServiceId): Fault {
  if (fault.class !== 'no-host') return fault;
  const from = namedBy(settings, service, /ENOTFOUND (\S+)/.exec(fault.message)?.[1]);
  return from === null
    ? fault
    : {
        ...fault,
        class: 'no-named-host',
        message: `${fault.message}: ${from} names a host that is not found`,
      };
}

/** The setting by which this host is called; null: none, it is AWS's own. */
function namedBy(settings: AwsSettings, service: ServiceId, host: string | undefined): string | null {
  const { proxy, hosts } = settings;
  const isProxy = (url: string | null): boolean => url !== null && new URL(url).hostname === host;
  if (isProxy(proxy.https)) return 'HTTPS_PROXY';
  if (isProxy(proxy.http)) return 'HTTP_PROXY';
  const endpoint = endpointOf(settings, service);
  if (endpoint !== null) return endpoint.from;
  if (hosts.fips) return 'use_fips_endpoint (AWS_USE_FIPS_ENDPOINT)';
  return hosts.dualstack ? 'use_dualstack_endpoint (AWS_USE_DUALSTACK_ENDPOINT)' : null;
}
