/** `snapdeck regions` where AWS refuses the caller and never answers what is asked beside, or lists what acts. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, test } from 'node:test';
import { makePlace, type Place, startSnapdeck } from '../helpers/run-snapdeck.ts';

const REFUSED =
  '<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>no such key</Message></Error></ErrorResponse>';
const ME =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/me</Arn><UserId>me</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
const REGIONS = `<DescribeRegionsResponse><regionInfo>${[
  'eu-west-1',
  '&#27;]0;title&#7;us-east-1',
  'us-east-1&#10;x',
]
  .map((name) => `<item><regionName>${name}</regionName><optInStatus>opted-in</optInStatus></item>`)
  .join('')}</regionInfo></DescribeRegionsResponse>`;

let place: Place;
let server: Server;
let isKnown: boolean;
/** Resolves when the regions were asked for. */
let regionsAsked: PromiseWithResolvers<void>;

beforeEach(async () => {
  place = makePlace();
  regionsAsked = Promise.withResolvers();
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const answer = (status: number, text: string) =>
      response.writeHead(status, { 'content-type': 'text/xml' }).end(text);
    if (body.includes('Action=DescribeRegions')) {
      regionsAsked.resolve();
      if (isKnown) answer(200, REGIONS);
    } else if (!body.includes('Action=GetCallerIdentity')) answer(404, '');
    else if (isKnown) answer(200, ME);
    else {
      await regionsAsked.promise;
      answer(403, REFUSED);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  place.remove();
});

function listRegions() {
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return startSnapdeck(place, ['regions'], {
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'nothing',
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
  });
}

// A call that is not answered is given up after half a minute, and tried three times.
test('a refusal ends it though nobody answers which regions there are', { timeout: 25_000 }, async () => {
  isKnown = false;
  const { exitCode, stdout, stderr } = await listRegions().ended;
  assert.deepEqual([exitCode, stdout], [4, '']);
  assert.equal(
    stderr,
    [
      'AWS does not accept these credentials.',
      'sts GetCallerIdentity: InvalidClientTokenId: no such key',
      'They are keys from the environment: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN (aws sts get-caller-identity).',
      '',
    ].join('\n'),
  );
});

test('names of regions that act on a terminal are not printed but counted', async () => {
  isKnown = true;
  const { exitCode, stdout, stderr } = await listRegions().ended;
  assert.deepEqual([exitCode, stdout], [0, 'eu-west-1        opted-in\n']);
  assert.match(stderr, /^notice: AWS listed 2 regions whose names are none; left out$/m);
});
