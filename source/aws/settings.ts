import type { ServiceId } from './operation.ts';

/** How AWS is reached: what flags, environment and profile say, as plain data that a worker can be given. */
export interface AwsSettings {
  /** A profile named by flag or picked, which outranks keys in the environment; null: what the environment says. */
  readonly profile: string | null;
  /** Addresses in place of AWS's own. */
  readonly endpoints: Endpoints;
  /** Region asked first; null: one per partition. */
  readonly region: string | null;
  /** Certificate authorities in place of Node's own; null: Node's own. */
  readonly caBundle: CaBundle | null;
  readonly proxy: ProxySettings;
  /** AWS's hosts that meet FIPS 140, and those that have IPv6 too. */
  readonly hosts: { readonly fips: boolean; readonly dualstack: boolean };
  /** Calls in flight in all. */
  readonly concurrency: number;
  /** Calls a second to one service in one region; null: learned. */
  readonly maxRps: number | null;
  readonly retry: RetrySettings;
  readonly metadata: MetadataSettings;
  /** What to say in place of how the credentials were found; null: that. */
  readonly credentialsTitle: string | null;
}

/** An address and what named it: `--endpoint-url`, `AWS_ENDPOINT_URL_EC2`, `endpoint_url of profile "local"`. */
export interface Endpoint {
  readonly url: string;
  readonly from: string;
}

/** Services that may have an address of their own: those of the scan and those of the credentials. */
export type EndpointService = ServiceId | 'sso' | 'sso-oidc' | 'signin';

/** Configured addresses: a service's own, else the common one, else AWS's. */
export interface Endpoints {
  readonly common: Endpoint | null;
  readonly services: Readonly<Partial<Record<EndpointService, Endpoint>>>;
}

/** A PEM file of certificate authorities, what named it, and what is in it. */
export interface CaBundle {
  readonly file: string;
  readonly from: string;
  readonly pem: string;
}

/** Proxies by the scheme of the called URL, and the hosts that are called without one. */
export interface ProxySettings {
  readonly http: string | null;
  readonly https: string | null;
  /** The words of NO_PROXY. */
  readonly except: readonly string[];
}

/** How patiently an instance's own metadata service is asked. No proxy has a way there. */
export interface MetadataSettings {
  readonly timeoutMs: number;
  readonly tries: number;
}

/** How long a call is tried. */
export interface RetrySettings {
  /** Tries for what AWS asks to be tried again (throttled, 5xx). */
  readonly tries: number;
  /** And no longer than this, in milliseconds. */
  readonly budgetMs: number;
  /** The first wait; it doubles with every try. */
  readonly baseMs: number;
  readonly capMs: number;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

/** 10 tries or 5 minutes; 5 s to connect, 30 s to answer. */
export const DEFAULT_RETRY: RetrySettings = {
  tries: 10,
  budgetMs: 300_000,
  baseMs: 100,
  capMs: 20_000,
  connectTimeoutMs: 5_000,
  requestTimeoutMs: 30_000,
};

/** AWS's own hosts, reached directly, as trusted by Node: what nothing else is said about. */
export const PLAIN_SETTINGS: AwsSettings = {
  profile: null,
  endpoints: { common: null, services: {} },
  region: null,
  caBundle: null,
  proxy: { http: null, https: null, except: [] },
  hosts: { fips: false, dualstack: false },
  concurrency: 64,
  maxRps: null,
  retry: DEFAULT_RETRY,
  metadata: { timeoutMs: 1000, tries: 1 },
  credentialsTitle: null,
};

/** The address that is configured for a service; null: AWS's own host. */
export function endpointOf({ endpoints }: AwsSettings, service: EndpointService): Endpoint | null {
  return endpoints.services[service] ?? endpoints.common;
}

/** How an SDK client of a service is told where to call: all that it would else look up in environment and files. */
export function clientEndpoint(
  settings: AwsSettings,
  service: EndpointService,
): {
  readonly endpoint?: string;
  readonly ignoreConfiguredEndpointUrls: true;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
} {
  const endpoint = endpointOf(settings, service);
  return {
    ...(endpoint === null ? {} : { endpoint: endpoint.url }),
    ignoreConfiguredEndpointUrls: true,
    useFipsEndpoint: endpoint === null && settings.hosts.fips,
    useDualstackEndpoint: endpoint === null && settings.hosts.dualstack,
  };
}

/** What is wrong with an address, in words; undefined where it can be called. */
export function wrongAddress(given: string): string | undefined {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(given))
    return `takes a URL with its scheme, such as http://${/^[\w.-]+(?::\d+)?(?:\/|$)/.test(given) ? given : 'localhost:4566'}`;
  if (!/^https?:\/\//i.test(given)) return 'takes a URL that begins with http:// or https://';
  return URL.canParse(given) ? undefined : 'takes a URL, and this is none';
}
