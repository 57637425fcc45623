import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EC2Client } from '@aws-sdk/client-ec2';
import { DescribeFileSystemsCommand, EFSClient } from '@aws-sdk/client-efs';
import { createSigner, Sha256 } from '../../source/aws/signer.ts';
import { LEFT_OUT, NOTHING_INSTEAD, trimmedClient } from '../../source/aws/trimmed-client.ts';

const credentials = () =>
  Promise.resolve({
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  });

/** The headers that an EFS client in eu-west-1 sends at a fixed time. */
async function headersSent(makeClient: (settings: object) => EFSClient): Promise<Record<string, string>> {
  let headers: Record<string, string> = {};
  const client = makeClient({
    region: 'eu-west-1',
    credentials,
    requestHandler: {
      handle: (request: { readonly headers: Record<string, string> }) => {
        headers = request.headers;
        return Promise.reject(new Error('seen'));
      },
    },
  });
  await assert.rejects(client.send(new DescribeFileSystemsCommand({})), /seen/);
  return headers;
}

const hex = async (hash: Sha256): Promise<string> => Buffer.from(await hash.digest()).toString('hex');

test('the SDK has every part by the name under which it is left out', () => {
  const parts = new EC2Client({ region: 'us-east-1' }).middlewareStack.identify().join('\n');
  for (const name of [...LEFT_OUT, NOTHING_INSTEAD.name]) assert.match(parts, new RegExp(`^${name} `, 'm'));
});

test('a trimmedClient client sends neither trace headers nor a retry count, and signs what it sends', async () => {
  const headers = await headersSent((settings) => trimmedClient(new EFSClient(settings)));
  assert.deepEqual(Object.keys(headers).sort(), [
    'authorization',
    'host',
    'x-amz-content-sha256',
    'x-amz-date',
  ]);
});

test('the signer signs as the one that the client makes for itself', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 10, 21, 12) });
  const own = await headersSent((settings) => trimmedClient(new EFSClient(settings)));
  const signer = createSigner(credentials, 'eu-west-1', 'elasticfilesystem');
  const ours = await headersSent((settings) => trimmedClient(new EFSClient({ ...settings, signer })));
  assert.match(
    own.authorization ?? '',
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20261121\/eu-west-1\/elasticfilesystem\/aws4_request, /,
  );
  assert.deepEqual(ours, own);
});

test('Sha256 gives the digests of FIPS 180-2 and, with a secret, of RFC 4231', async () => {
  const plain = new Sha256();
  plain.update('a');
  plain.update(Buffer.from('bc'));
  assert.equal(await hex(plain), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  const keyed = new Sha256(new Uint8Array(20).fill(0x0b));
  keyed.update('Hi There');
  assert.equal(await hex(keyed), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7');
  const worded = new Sha256('Jefe');
  worded.update('what do ya want for nothing?');
  assert.equal(await hex(worded), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
});
