import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { suite, type TestContext, test } from 'node:test';
import { HttpRequest } from '@smithy/core/transport';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { checkedHandler } from '../../source/aws/checked-handler.ts';

/** What the checked handler makes of one answer: its body, or the message of its refusal. */
async function read(
  context: TestContext,
  type: string,
  body: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const handler = checkedHandler(new NodeHttpHandler());
  context.after(() => {
    handler.destroy();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const request = new HttpRequest({ protocol: 'http:', hostname: '127.0.0.1', port: address.port });
  try {
    const { response } = await handler.handle(request);
    return Buffer.from(response.body).toString('utf8');
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message;
  }
}

suite('an answer', () => {
  test('that is a page of HTML is refused under any label', async (context) => {
    const page = '<!DOCTYPE html><html><body>Please log in</body></html>';
    const refusal = 'HTML came instead of an answer (status 200: Please log in)';
    assert.equal(await read(context, 'text/html; charset=utf-8', page), refusal);
    assert.equal(await read(context, 'application/json', page), refusal);
  });

  test('that is labelled HTML and is no JSON is refused', async (context) => {
    assert.equal(
      await read(context, 'text/html', 'Please log in'),
      'HTML came instead of an answer (status 200: Please log in)',
    );
    assert.equal(await read(context, 'text/html', '', 502), 'HTML came instead of an answer (status 502: )');
  });

  test('that is whole JSON under the label of HTML is taken, as emulators send it', async (context) => {
    assert.equal(await read(context, 'text/html; charset=utf-8', '{"Tasks": []}'), '{"Tasks": []}');
  });

  test('that is whole XML of the service is taken under any label', async (context) => {
    const xml =
      '<?xml version="1.0" encoding="UTF-8"?>\n<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>';
    assert.equal(await read(context, 'text/html', xml), xml);
    assert.equal(await read(context, 'text/plain', xml), xml);
    assert.equal(await read(context, 'application/octet-stream', '{"Tasks": []}'), '{"Tasks": []}');
  });

  test('that is half of its JSON is refused under the label of HTML too', async (context) => {
    assert.equal(
      await read(context, 'text/html', '{"Tasks": [{"Name"'),
      'the answer ends early, after 18 bytes',
    );
  });

  test('whose header names an error is refused whatever its status says', async (context) => {
    const headers = { 'x-amzn-errortype': 'InternalServerError:http://internal.amazon.com/coral/' };
    assert.equal(
      await read(context, 'application/json', '{"message":"no"}', 200, headers),
      'an error came with status 200: InternalServerError:http://internal.amazon.com/coral/',
    );
  });
});
