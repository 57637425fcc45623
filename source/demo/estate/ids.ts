import { hashText, mix, randomOf, unmix } from '../random.ts';

/**
 * Ids carry their row's index, scrambled: a described ARN leads back to its row by arithmetic, so that an estate of a
 * million rows needs no table of ids.
 */
export interface IdCodec {
  /** Hex digits of the row's id, 8 of which are the index. */
  readonly hex: (index: number) => string;
  /** The index that gave these digits, or nothing if none did. */
  readonly indexOf: (hex: string) => number | undefined;
}

/** The ids of one collection; `name` is something like `us-east-1/snapshot`. */
export function idCodec(seed: number, name: string, digits: number): IdCodec {
  const salt = hashText(`${seed}/${name}/id`);
  const hex = (index: number) => {
    const scrambled = mix((index ^ salt) >>> 0)
      .toString(16)
      .padStart(8, '0');
    return scrambled + randomOf(salt, index).hex(digits - 8);
  };
  return {
    hex,
    indexOf: (text) => {
      if (text.length !== digits || !/^[0-9a-f]+$/.test(text)) return undefined;
      const index = (unmix(Number.parseInt(text.slice(0, 8), 16)) ^ salt) >>> 0;
      return hex(index) === text ? index : undefined;
    },
  };
}

/** 32 hex digits as a UUID. */
export function uuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** Hex digits as the 26 capitals and digits of an RDS resource id. */
export function resourceIdText(hex: string): string {
  return BigInt(`0x1${hex}`).toString(36).toUpperCase().padStart(26, 'Q').slice(-26);
}
