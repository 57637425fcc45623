import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpRequest } from '@smithy/core/transport';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpsProxyAgent } from 'hpagent';
import type { RequestHandler } from './checked-handler.ts';
import { proxyFor } from './proxy.ts';
import type { AwsSettings } from './settings.ts';

/** Sockets to one host: more than the calls in flight to it would never be used. */
const SOCKETS_PER_HOST = 16;

/**
 * The way of every connection: proxy, certificate authorities and timeouts, chosen by the URL that is called.
 * Connections are kept and counted per host.
 */
export function createRequestHandler(settings: AwsSettings): RequestHandler {
  const handlers = new Map<string, NodeHttpHandler>();
  const ways = new Map<string, string | null>();
  return {
    handle: async (request, options) => {
      const origin = originOf(request);
      let proxy = ways.get(origin);
      if (proxy === undefined) {
        proxy = proxyFor(settings.proxy, new URL(origin));
        ways.set(origin, proxy);
      }
      const isTunnel = proxy !== null && request.protocol === 'https:';
      const key = isTunnel ? (proxy ?? '') : '';
      const handler = handlers.get(key) ?? createHandler(settings, isTunnel ? proxy : null);
      handlers.set(key, handler);
      const sent = proxy === null || isTunnel ? request : throughProxy(request, origin, new URL(proxy));
      return proxy === null
        ? await handler.handle(sent, options)
        : await heardFromProxy(new URL(proxy).host, handler.handle(sent, options));
    },
    destroy: () => {
      for (const handler of handlers.values()) handler.destroy();
    },
  };
}

/** A proxy that refuses, rather than what is behind it. */
class ProxyRefusedError extends Error {
  override readonly name = 'ProxyRefused';
  constructor(host: string, status: string | number) {
    const why =
      String(status) === '407'
        ? 'asks for a name and a password, which HTTPS_PROXY or HTTP_PROXY has to hold'
        : 'does not let the call through';
    super(`the proxy ${host} ${why} (status ${status})`);
  }
}

/** hpagent says no more than "Bad response: 407" where the proxy makes no tunnel. */
async function heardFromProxy(
  host: string,
  sent: ReturnType<RequestHandler['handle']>,
): ReturnType<RequestHandler['handle']> {
  const answer = await sent.catch((error: unknown) => {
    const status = error instanceof Error ? /^Bad response: (\d+)$/.exec(error.message)?.[1] : undefined;
    throw status === undefined ? error : new ProxyRefusedError(host, status);
  });
  if (answer.response.statusCode === 407) throw new ProxyRefusedError(host, 407);
  return answer;
}

function originOf({ protocol, hostname, port }: HttpRequest): string {
  return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
}

/** Plain http as a proxy takes it: the whole URL in place of the path. */
function throughProxy(request: HttpRequest, origin: string, proxy: URL): HttpRequest {
  const sent = HttpRequest.clone(request);
  sent.protocol = proxy.protocol;
  sent.hostname = proxy.hostname;
  sent.port = Number(proxy.port || (proxy.protocol === 'https:' ? 443 : 80));
  sent.path = `${origin}${request.path}`;
  const host = Object.keys(sent.headers).find((name) => name.toLowerCase() === 'host');
  if (host === undefined) sent.headers.host = new URL(origin).host;
  if (proxy.username !== '' || proxy.password !== '') {
    const login = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
    sent.headers['proxy-authorization'] = `Basic ${Buffer.from(login).toString('base64')}`;
  }
  return sent;
}

function createHandler(settings: AwsSettings, tunnel: string | null): NodeHttpHandler {
  const tls = settings.caBundle === null ? {} : { ca: settings.caBundle.pem };
  // One endpoint for every service is one host for all calls, and so is a proxy for plain http.
  const oneHost = settings.endpoints.common !== null || settings.proxy.http !== null;
  const maxSockets = oneHost ? settings.concurrency : SOCKETS_PER_HOST;
  const pool = { keepAlive: true, maxSockets, ...tls };
  return new NodeHttpHandler({
    httpAgent: new HttpAgent(pool),
    httpsAgent:
      tunnel === null
        ? new HttpsAgent(pool)
        : new HttpsProxyAgent({
            ...pool,
            proxy: tunnel,
            proxyRequestOptions: settings.caBundle === null ? {} : { ca: [settings.caBundle.pem] },
          }),
    connectionTimeout: settings.retry.connectTimeoutMs,
    requestTimeout: settings.retry.requestTimeoutMs,
    throwOnRequestTimeout: true,
    // A body that stops coming is a hang too.
    socketTimeout: settings.retry.requestTimeoutMs,
  });
}
