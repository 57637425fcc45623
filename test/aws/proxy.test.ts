import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proxyFor, readProxies } from '../../source/aws/proxy.ts';

const EC2 = new URL('https://ec2.eu-west-1.amazonaws.com');
const through = (environment: NodeJS.ProcessEnv, url: URL = EC2): string | null =>
  proxyFor(readProxies(environment), url);

const CHOSEN: Readonly<Record<string, readonly [NodeJS.ProcessEnv, string | null, URL?]>> = {
  'small letters outrank capitals': [{ https_proxy: 'http://a', HTTPS_PROXY: 'http://b' }, 'http://a'],
  'a proxy without a scheme speaks http': [{ HTTPS_PROXY: 'proxy.corp:3128' }, 'http://proxy.corp:3128'],
  'a proxy for http is none for https': [{ HTTP_PROXY: 'http://a' }, null],
  'ALL_PROXY serves both': [{ ALL_PROXY: 'http://a' }, 'http://a'],
  'a SOCKS proxy in ALL_PROXY is for others': [{ ALL_PROXY: 'socks5h://a' }, null],
  'a domain stands for all below it': [{ HTTPS_PROXY: 'http://a', NO_PROXY: 'amazonaws.com' }, null],
  'a dot or a star before it says the same': [
    { HTTPS_PROXY: 'http://a', NO_PROXY: 'x, *.AmazonAWS.com' },
    null,
  ],
  'a domain is no mere ending': [{ HTTPS_PROXY: 'http://a', NO_PROXY: 'zonaws.com' }, 'http://a'],
  'a port has to be the one that is called': [
    { HTTPS_PROXY: 'http://a', NO_PROXY: 'amazonaws.com:80' },
    'http://a',
  ],
  'a star stands for everything': [{ HTTPS_PROXY: 'http://a', NO_PROXY: '*' }, null],
  'a range holds addresses': [
    { HTTP_PROXY: 'http://a', NO_PROXY: '10.0.0.0/8' },
    null,
    new URL('http://10.2.3.4:4566'),
  ],
  'an address of version 6 is one': [
    { HTTP_PROXY: 'http://a', NO_PROXY: '::1' },
    null,
    new URL('http://[::1]:4566'),
  ],
  'what is link-local has no proxy on the way': [
    { HTTP_PROXY: 'http://a' },
    null,
    new URL('http://169.254.170.2/credentials'),
  ],
};
for (const [what, [environment, proxy, url]] of Object.entries(CHOSEN)) {
  test(`${what}`, () => assert.equal(through(environment, url), proxy));
}

test('a proxy that is no address is refused without being repeated', () => {
  assert.throws(() => readProxies({ HTTPS_PROXY: 'http://me:secret@no host' }), {
    name: 'UsageError',
    message: 'HTTPS_PROXY is no URL of a proxy, such as http://proxy.example.com:3128.',
  });
});
