import { BlockList, isIP } from 'node:net';
import { UsageError } from '../base/usage-error.ts';
import type { ProxySettings } from './settings.ts';

/**
 * The proxies that the environment names, as curl and the AWS CLI read it: a name in small letters outranks the one in
 * capitals, and a proxy without a scheme speaks http.
 * @throws UsageError for one that cannot be used
 */
export function readProxies(environment: NodeJS.ProcessEnv): ProxySettings {
  const named = (scheme: string): string | null => {
    const name = [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`].find((given) => environment[given]);
    if (name !== undefined) return proxyUrl(name, environment[name] ?? '');
    const all = environment.all_proxy || environment.ALL_PROXY || '';
    // Others can use a SOCKS proxy, and the AWS CLI does not look here.
    return all === '' || /^socks/i.test(all) ? null : proxyUrl('ALL_PROXY', all);
  };
  const except = environment.no_proxy || environment.NO_PROXY || '';
  return { http: named('http'), https: named('https'), except: except.split(/[,\s]+/).filter(Boolean) };
}

/** It is not repeated where it is wrong: it may hold a password. */
function proxyUrl(name: string, given: string): string {
  const url = /^[a-z][\w+.-]*:\/\//i.test(given) ? given : `http://${given.replace(/^\/\//, '')}`;
  const scheme = /^[a-z][\w+.-]*/i.exec(url)?.[0].toLowerCase();
  if (scheme !== 'http' && scheme !== 'https')
    throw new UsageError(
      `${name} names a ${scheme} proxy: snapdeck goes through http and https proxies only.`,
    );
  if (!URL.canParse(url))
    throw new UsageError(`${name} is no URL of a proxy, such as http://proxy.example.com:3128.`);
  return url;
}

/** The proxy that a URL is called through; null: none. */
export function proxyFor({ http, https, except }: ProxySettings, url: URL): string | null {
  const proxy = url.protocol === 'https:' ? https : http;
  if (proxy === null) return null;
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  // What is link-local is this machine's own: no proxy has a way there.
  if (/^169\.254\.|^fd00:ec2:|^fe80:/.test(host)) return null;
  return except.some((word) => isExcepted(word.toLowerCase(), host, port)) ? null : proxy;
}

/** A host or a domain with all below it, perhaps with a port; an address, or a range of them. */
function isExcepted(word: string, host: string, port: string): boolean {
  if (word === '*') return true;
  const [, range = '', bits = ''] = /^(.+)\/(\d+)$/.exec(word) ?? [];
  if (range !== '') return isInRange(host, range, Number(bits));
  const [, named = word, itsPort = port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(word) ?? [];
  if (itsPort !== port) return false;
  const domain = named.replace(/^\[|\]$/g, '').replace(/^\*?\.+/, '');
  return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

function isInRange(host: string, range: string, bits: number): boolean {
  const family = isIP(range) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(range) === 0 || bits > (family === 'ipv6' ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(range, bits, family);
  return isIP(host) !== 0 && list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}
