import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { HttpResponse } from '@smithy/core/transport';
import { checkedHandler, type RequestHandler } from '../../source/aws/checked-handler.ts';
import { describeVolumes } from '../../source/aws/ec2.ts';
import type { Credentials } from '../../source/aws/operation.ts';
import { PLAIN_SETTINGS } from '../../source/aws/settings.ts';
import { SharedClients } from '../../source/aws/shared-clients.ts';
import { SILENT_LOGGER } from '../../source/aws/silent-logger.ts';

const ONE: Credentials = { accessKeyId: 'AKIAONE', secretAccessKey: 'first secret', sessionToken: 'token' };
const OTHER: Credentials = { accessKeyId: 'AKIAOTHER', secretAccessKey: 'second secret' };
const ANSWER = '<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>';

/** What was sent, as far as it says who asks. */
function wire() {
  const sent: { readonly authorization?: string | undefined; readonly token?: string | undefined }[] = [];
  const http: RequestHandler = {
    handle: ({ headers }) => {
      sent.push({ authorization: headers.authorization, token: headers['x-amz-security-token'] });
      const response = new HttpResponse({
        statusCode: 200,
        headers: {},
        body: Readable.from([Buffer.from(ANSWER)]),
      });
      return Promise.resolve({ response });
    },
    destroy: () => {},
  };
  return { http, sent };
}

function standing(test: TestContext): AbortSignal {
  test.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 2) });
  return new AbortController().signal;
}

test('calls of several callers through one client are signed as a client of each would sign them', async (context) => {
  const abortSignal = standing(context);
  const { http, sent } = wire();
  const clients = new SharedClients(http, {});
  const config = clients.configOf(PLAIN_SETTINGS, 'ec2', 'eu-west-1');
  for (const credentials of [ONE, OTHER, ONE])
    await describeVolumes.send(config, { MaxResults: 500 }, { abortSignal, credentials });
  const own = wire();
  for (const credentials of [ONE, OTHER, ONE]) {
    const requestHandler = checkedHandler(own.http);
    const alone = { region: 'eu-west-1', maxAttempts: 1, requestHandler, logger: SILENT_LOGGER };
    await describeVolumes.send(
      { ...alone, credentials: () => Promise.resolve(credentials) },
      { MaxResults: 500 },
      { abortSignal },
    );
  }
  assert.deepEqual(sent, own.sent);
  assert.equal(new Set(sent.map(({ authorization }) => authorization)).size, 2);
});

test('the same settings have one client for a service and region', () => {
  const clients = new SharedClients(wire().http, {});
  const config = clients.configOf(PLAIN_SETTINGS, 'ec2', 'eu-west-1');
  assert.equal(clients.configOf(PLAIN_SETTINGS, 'ec2', 'eu-west-1'), config);
  assert.notEqual(clients.configOf(PLAIN_SETTINGS, 'ec2', 'eu-west-2'), config);
  assert.notEqual(clients.configOf({ ...PLAIN_SETTINGS }, 'ec2', 'eu-west-1'), config);
});
