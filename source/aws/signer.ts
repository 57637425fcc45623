import { createHash, createHmac, createSecretKey, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from './operation.ts';

/**
 * SHA-256 as the SDK's signer asks for it, with a secret as HMAC. The SDK's own hands a secret to Node as bytes, which
 * takes Node three times as long as a key object.
 */
export class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash('sha256')
        : createHmac(
            'sha256',
            createSecretKey(typeof secret === 'string' ? Buffer.from(secret) : bytesOf(secret)),
          );
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? data : bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  /** The SDK never uses one twice. */
  reset(): void {
    throw new Error('a hash is used once');
  }
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/**
 * Signs for the client of one service in one region, which would else make a signer for every request. Where an
 * endpoint asks for another region or service, the client names it with the request.
 */
export function createSigner(
  credentials: () => Promise<Credentials>,
  region: string,
  service: string,
): SignatureV4 {
  return new SignatureV4({ credentials, region, service, sha256: Sha256, applyChecksum: true });
}
