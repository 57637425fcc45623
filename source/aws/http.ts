import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';
import { getProxyForUrl } from 'proxy-from-env';
import type { AwsSettings } from './settings.ts';

/** Sockets to one host: more than the calls in flight to it would never be used. */
const SOCKETS_PER_HOST = 16;

/**
 * Request handlers that know proxy (HTTPS_PROXY, NO_PROXY), certificate authorities and timeouts. One handler
 * serves all hosts that are reached the same way, so that connections are kept and counted per host.
 */
export function createRequestHandlers(
  settings: AwsSettings,
): (url: string, proxyFor?: (url: string) => string) => NodeHttpHandler {
  const tls = settings.caBundle === null ? {} : { ca: readFileSync(settings.caBundle) };
  // One endpoint for every service is one host for all calls.
  const oneHost = settings.endpointUrl !== null || (process.env.AWS_ENDPOINT_URL ?? '') !== '';
  const maxSockets = oneHost ? settings.concurrency : SOCKETS_PER_HOST;
  const pool = { keepAlive: true, maxSockets, ...tls };
  const handlers = new Map<string, NodeHttpHandler>();
  return (url, proxyFor = getProxyForUrl) => {
    const proxy = proxyFor(url);
    const known = handlers.get(proxy);
    if (known !== undefined) return known;
    // It is not repeated: it may hold a password.
    if (proxy !== '' && !URL.canParse(proxy))
      throw new Error('The proxy that HTTPS_PROXY or HTTP_PROXY names is no URL.');
    const agents =
      proxy === ''
        ? { httpAgent: new HttpAgent(pool), httpsAgent: new HttpsAgent(pool) }
        : {
            httpAgent: new HttpProxyAgent({ ...pool, proxy }),
            httpsAgent: new HttpsProxyAgent({ ...pool, proxy }),
          };
    const handler = new NodeHttpHandler({
      ...agents,
      connectionTimeout: settings.retry.connectTimeoutMs,
      requestTimeout: settings.retry.requestTimeoutMs,
      throwOnRequestTimeout: true,
      // A body that stops coming is a hang too.
      socketTimeout: settings.retry.requestTimeoutMs,
    });
    handlers.set(proxy, handler);
    return handler;
  };
}
