/** AWS's refusals are hostile too: whatever their messages hold, nothing of it acts on a terminal or stands in a file. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { unzip } from '../export/excel/unzip.ts';
import { newestScanFile } from '../helpers/kept-rows.ts';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, runSnapdeck } from '../helpers/run-snapdeck.ts';
import { ACTING_IN_FILES, NASTY } from '../soak/hostile-text.ts';

/** What a message that is acted upon would do: the clipboard, the title, a link, the main screen. */
const ATTACKS: readonly string[] = [
  '\u001b]52;c;cm0gLXJmIC8=\u0007',
  '\u001b]0;planted title\u0007',
  '\u001b]8;;https://planted.example\u001b\\',
  '\u001bP+q544e\u001b\\',
  '\u009d52;c;planted\u009c',
];
const MESSAGE = ['planted refusal: not authorized to perform', ...ATTACKS, ...NASTY].join(' ');
/** XML cannot hold all characters; a front end that is broken enough sends the rest of them nevertheless. */
const XML_MESSAGE = MESSAGE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\u0000', '');

let place: Place;
let demo: DemoServer;
let front: Server;
let environment: Record<string, string>;

beforeEach(async () => {
  place = makePlace();
  demo = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
  front = createServer(answer);
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const address = front.address();
  assert.ok(typeof address === 'object' && address !== null);
  environment = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
    AWS_ACCESS_KEY_ID: 'AKIASNAPDECKDEMO0000',
    AWS_SECRET_ACCESS_KEY: 'nothing',
    AWS_REGION: 'us-east-1',
  };
});
afterEach(async () => {
  front.closeAllConnections();
  await new Promise((resolve) => front.close(resolve));
  await demo.close();
  place.remove();
});

/** Every service but the one that says who is asking, and what comes before the first cell, refuses with the message. */
function answer(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method = '', url = '', headers } = incoming;
  const service = /\/us-east-1\/(\w+)\/aws4_request/.exec(String(headers.authorization))?.[1];
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const body = Buffer.concat(chunks);
    const refuse = (type: string, text: string): void => {
      outgoing.writeHead(400, { 'content-type': type, 'x-amzn-errortype': 'AccessDeniedException' });
      outgoing.end(text);
    };
    if (service === 'datasync') {
      const code = 'AccessDeniedException\u001b[31m';
      refuse('application/x-amz-json-1.1', JSON.stringify({ __type: code, message: MESSAGE }));
    } else if (service === 'backup' || service === 'elasticfilesystem') {
      refuse('application/json', JSON.stringify({ message: MESSAGE, Message: MESSAGE }));
    } else if (service === 'ec2' && !body.includes('DescribeRegions')) {
      const error = `<Error><Code>UnauthorizedOperation</Code><Message>${XML_MESSAGE}</Message></Error>`;
      refuse('text/xml', `<Response><Errors>${error}</Errors><RequestID>1</RequestID></Response>`);
    } else if (service === 'rds') {
      const error = `<Type>Sender</Type><Code>AccessDenied</Code><Message>${XML_MESSAGE}</Message>`;
      refuse('text/xml', `<ErrorResponse><Error>${error}</Error><RequestId>1</RequestId></ErrorResponse>`);
    } else {
      const onward = request(`${demo.url}${url}`, { method, headers }, (answered) => {
        outgoing.writeHead(answered.statusCode ?? 500, answered.headers);
        answered.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    }
  });
}

const ARGS = ['--debug', '--region', 'us-east-1'];

test('what is printed, logged and exported of a hostile refusal holds nothing that acts', async () => {
  const run = await runSnapdeck(place, ['scan', ...ARGS, '--format', 'xlsx,csv,json,ndjson'], environment);
  assert.equal(run.exitCode, 3, run.stderr);
  assert.match(run.stderr, /us-east-1 +datasync-agent +failed .*planted refusal/);
  assert.doesNotMatch(run.stderr, ACTING_IN_FILES);
  assert.doesNotMatch(run.stdout, ACTING_IN_FILES);
  const texts = ['logs', 'output'].flatMap((folder) =>
    readdirSync(place.file(folder)).flatMap((name): readonly (readonly [string, string])[] => {
      const file = place.file(path.join(folder, name));
      return name.endsWith('.xlsx')
        ? [...unzip(file)].map(([part, text]) => [`${name} ${part}`, text])
        : [[name, readFileSync(file, 'utf8').replace(/^\ufeff/, '')]];
    }),
  );
  for (const [name, text] of texts) assert.doesNotMatch(text, ACTING_IN_FILES, name);
  for (const part of ['.log', 'coverage.csv', '.json', '.ndjson', '.xlsx'])
    assert.ok(
      texts.some(([name, text]) => name.includes(part) && text.includes('planted refusal')),
      `${part} tells the refusal`,
    );
  const reader = openScanReader(newestScanFile(place.file('data/scans')));
  const errors = reader.cells().flatMap(({ error }) => (error === null ? [] : [error]));
  reader.close();
  assert.equal(errors.length, 8);
  for (const { code, message } of errors) assert.doesNotMatch(`${code}${message}`, ACTING_IN_FILES);
});

test('the grid and the problems show a hostile refusal without anything that acts', {
  skip: process.platform === 'win32',
}, async () => {
  await using terminal = openTerminal({
    args: [PROGRAM, ...ARGS],
    cwd: place.folder,
    env: { ...place.environment, ...environment },
  });
  await terminal.waitForText('8 of 8 cells', { timeoutMs: 60_000 });
  terminal.press('p');
  await terminal.waitForText(/not authorized to perform/);
  assert.doesNotMatch(terminal.screen().join('\n'), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}](?<!\n)/u);
  const raw = terminal.rawOutput();
  for (const attack of ATTACKS) assert.equal(raw.includes(attack), false, JSON.stringify(attack));
  assert.doesNotMatch(raw, /[\u0080-\u009f]/);
  terminal.press('q', 'q');
  assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
});
