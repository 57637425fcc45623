/**
 * What nobody should have typed, and somebody did: the names of `--demo-size hostile`. XML 1.0 has no ESC, so that the
 * EC2 and RDS rows carry the one-byte forms (U+009B, U+009D) of the same escape sequences.
 */
export const hostileTexts: readonly [string, ...string[]] = [
  '\u009b31mred alert\u009b0m',
  '\u009d8;;http://example.test/\u009cclick here\u009d8;;\u009c',
  'line one\nline two\tand a tab',
  '\u202etxt.exe backwards\u202c',
  '=HYPERLINK("http://example.test/?"&A1,"open")',
  '🚀 launch 👩‍👩‍👧‍👦 family',
  'データベースのバックアップ（本番）',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘',
  '+1-555-0100; DROP TABLE snapshots;--',
  '<script>alert("&amp;")</script>',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  'e\u0301'.repeat(12),
];

/** Identifiers that AWS would never take, for whatever makes commands of them. */
export const hostileIds: readonly string[] = [
  "it's $(touch gone)",
  '"two" `touch gone` $HOME; & | *',
  '--line one\nline two\\',
];

/** The texts with real ESC and BEL, for the services that speak JSON. */
export const hostileJsonTexts: readonly [string, ...string[]] = [
  '\u001b[31mred alert\u001b[0m',
  '\u001b]8;;http://example.test/\u0007click here\u001b]8;;\u0007',
  '\u001b]0;unterminated title',
  ...hostileTexts.slice(2),
];
