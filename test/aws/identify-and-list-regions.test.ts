/** Who asks and which regions there are is asked at once: what comes of it where either fails, or both. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { after, before, beforeEach, suite, test } from 'node:test';
import { type Ask, CallFailed, createCaller } from '../../source/aws/caller.ts';
import { keptCredentials } from '../../source/aws/credentials/source.ts';
import type { Credentials } from '../../source/aws/operation.ts';
import { identifyAndListRegions } from '../../source/aws/regions.ts';
import { QUICK_RETRY } from '../helpers/scan.ts';
import { demoScanSettings } from '../helpers/scan-settings.ts';

type Answer = readonly [status: number, body: string];
type Question = 'GetCallerIdentity' | 'DescribeRegions';

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'nothing' };

const who = (arn: string): Answer => [
  200,
  `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>me</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
];
const ME = who('arn:aws:iam::123456789012:user/me');
const listed = (...names: readonly string[]): Answer => [
  200,
  `<DescribeRegionsResponse><regionInfo>${names.map((name) => `<item><regionName>${name}</regionName><optInStatus>opt-in-not-required</optInStatus></item>`).join('')}</regionInfo></DescribeRegionsResponse>`,
];
const HTML: Answer = [200, '<html><body>Sign in to the hotel</body></html>'];
const refusedBySts = (code: string): Answer => [
  403,
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
];
const refusedByEc2 = (code: string): Answer => [
  code === 'UnauthorizedOperation' ? 403 : 401,
  `<Response><Errors><Error><Code>${code}</Code><Message>no</Message></Error></Errors></Response>`,
];

suite('who asks and which regions there are', () => {
  let server: Server;
  let endpointUrl: string;
  let answers: Record<Question, Answer | 'none'>;
  let asked: string[];
  let held: ServerResponse[];

  before(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const question = body.includes('DescribeRegions') ? 'DescribeRegions' : 'GetCallerIdentity';
      asked.push(question);
      const answer = answers[question];
      if (answer === 'none') held.push(response);
      else response.writeHead(answer[0], { 'content-type': 'text/xml' }).end(answer[1]);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    endpointUrl = `http://127.0.0.1:${address.port}`;
  });
  beforeEach(() => {
    asked = [];
    held = [];
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Asks with these answers; a load of credentials that waits stands for a person who types a code. */
  function ask(
    given: Record<Question, Answer | 'none'>,
    home: string | null = 'us-east-1',
    load: () => Promise<Credentials> = () => Promise.resolve(CREDENTIALS),
  ) {
    answers = given;
    const retry = { ...QUICK_RETRY, tries: 2, requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 };
    const source = keptCredentials(load);
    const caller = createCaller(demoScanSettings('', { endpointUrl, retry }).aws, source, {
      userAgent: 'snapdeck/test',
      onExpired: () => Promise.resolve('give up'),
    });
    const observer = { onSent: () => {}, onRetry: () => {}, onServed: () => {} };
    const { signal } = new AbortController();
    const call: Ask = (operation, input, region) => caller.call(operation, input, region, signal, observer);
    return identifyAndListRegions(call, home);
  }

  const rejectedBy = (operation: Question, faultClass: string) => (error: unknown) =>
    error instanceof CallFailed && error.operation === operation && error.fault.class === faultClass;

  test('both answers come of one question each', async () => {
    const found = await ask({ GetCallerIdentity: ME, DescribeRegions: listed('us-east-1', 'eu-west-1') });
    assert.equal(found.who.account, '123456789012');
    assert.deepEqual(
      found.listed.regions.map(({ name }) => name),
      ['eu-west-1', 'us-east-1'],
    );
    assert.deepEqual(asked.toSorted(), ['DescribeRegions', 'GetCallerIdentity']);
  });

  for (const [what, sts, faultClass] of [
    ['refuses the key', refusedBySts('InvalidClientTokenId'), 'not-accepted'],
    ['says that the token has expired', refusedBySts('ExpiredToken'), 'expired'],
    ['throttles', refusedBySts('Throttling'), 'throttled'],
    ['is a proxy that answers in HTML', HTML, 'garbage'],
  ] as const) {
    test(`where who we are ${what}, that is what is told, whatever became of the regions`, async () => {
      for (const regions of [listed('us-east-1'), refusedByEc2('AuthFailure'), HTML])
        await assert.rejects(
          ask({ GetCallerIdentity: sts, DescribeRegions: regions }),
          rejectedBy('GetCallerIdentity', faultClass),
        );
    });
  }

  test('a refusal of who we are is told while the regions are still waited for', async () => {
    const refused = refusedBySts('InvalidClientTokenId');
    await assert.rejects(
      ask({ GetCallerIdentity: refused, DescribeRegions: 'none' }),
      rejectedBy('GetCallerIdentity', 'not-accepted'),
    );
  });

  for (const [what, ec2, faultClass] of [
    ['throttled', refusedByEc2('RequestLimitExceeded'), 'throttled'],
    ['answered in HTML', HTML, 'garbage'],
    ['refused with the key', refusedByEc2('AuthFailure'), 'not-accepted'],
  ] as const) {
    test(`where only the regions are ${what}, that is what is told`, async () => {
      await assert.rejects(
        ask({ GetCallerIdentity: ME, DescribeRegions: ec2 }),
        rejectedBy('DescribeRegions', faultClass),
      );
    });
  }

  test('where listing is denied, the known regions of the caller’s own partition are taken', async () => {
    const denied = refusedByEc2('UnauthorizedOperation');
    const arn = 'arn:aws-cn:iam::123456789012:user/me';
    const { listed: found } = await ask({ GetCallerIdentity: who(arn), DescribeRegions: denied });
    assert.deepEqual(
      found.regions.map(({ name }) => name),
      ['cn-north-1', 'cn-northwest-1'],
    );
    assert.match(found.notice ?? '', /^ec2:DescribeRegions is denied/);
  });

  test('a code that is refused is asked for once more, not once for each question', async () => {
    let codes = 0;
    const wrongCode = async (): Promise<Credentials> => {
      codes += 1;
      await new Promise((resolve) => setImmediate(resolve));
      throw Object.assign(new Error('MultiFactorAuthentication failed'), {
        name: 'CredentialsProviderError',
      });
    };
    await assert.rejects(
      ask({ GetCallerIdentity: ME, DescribeRegions: listed('us-east-1') }, 'us-east-1', wrongCode),
      rejectedBy('GetCallerIdentity', 'no-credentials'),
    );
    assert.deepEqual([codes, asked], [2, []]);
  });

  test('regions whose names are none are left out, which is said', async () => {
    const odd = [
      '../../etc',
      'evil.example.com/',
      'us east 1',
      '&#27;[2Jus-east-1',
      'US-EAST-1',
      '-',
      'x'.repeat(500),
    ];
    const { listed: found } = await ask({
      GetCallerIdentity: ME,
      DescribeRegions: listed('us-gov-west-1', ...odd, 'eusc-de-east-1', 'eusc-de-east-1'),
    });
    assert.deepEqual(
      found.regions.map(({ name }) => name),
      ['eusc-de-east-1', 'us-gov-west-1'],
    );
    assert.equal(found.notice, 'AWS listed 7 regions whose names are none; left out');
  });

  test('where no region has a name, the one that was asked is taken', async () => {
    const { listed: found } = await ask({ GetCallerIdentity: ME, DescribeRegions: listed('..') });
    assert.deepEqual(found, {
      regions: [{ name: 'us-east-1', status: 'unknown' }],
      notice: 'AWS listed no regions',
    });
  });
});
