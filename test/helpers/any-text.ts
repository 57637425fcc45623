import fc from 'fast-check';

const character = fc
  .oneof(fc.nat(0x2ff), fc.nat(0xffff), fc.nat(0x10ffff))
  .map((code) => String.fromCodePoint(code));

/** Any text at all, lone surrogates included. The unit `binary` of fast-check takes a second to make its tables. */
export const anyText: fc.Arbitrary<string> = fc.array(character).map((characters) => characters.join(''));
