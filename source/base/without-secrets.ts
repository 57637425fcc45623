/**
 * What looks like a secret: access key ids, and values named as one. A value has a digit or a sign of base64 in it, so
 * that words of a message (`security token: something`) stay. AWS's refusals can hold the signed headers that they
 * refuse, and those hold a session token.
 */
const SECRETS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g,
  /(?<=(?:secret|secret[-_ ]?(?:access[-_ ]?)?key|token|signature|password|authorization|credentials?)["']?\s*[:=]\s*["']?)(?=[^\s"',;&]*[\d+/=-])[^\s"',;&]{8,}/gi,
  // Name and password in a URL: a proxy's, an endpoint's.
  /(?<=[a-z][\w+.-]*:\/\/)[^\s/?#@"']+(?=@)/gi,
  /(?<=\b(?:secret|token|signature|password|credential)\s+)(?=[^\s"',;&]*\d)(?=[^\s"',;&]*[a-z])(?=[^\s"',;&]*[A-Z])[^\s"',;&]{16,}/gi,
];

/** The header of a signed request, from its algorithm to its end. */
const SIGNED_HEADER = /(?:\bAuthorization\s*[:=]\s*["']?)?\bAWS4-HMAC-SHA256\b[^\r\n"']*/gi;

/** The text with everything that looks like a credential, or a signed header, blotted out. */
export function withoutSecrets(text: string): string {
  const unsigned = text.replace(SIGNED_HEADER, 'signed header [hidden]');
  return SECRETS.reduce((shown, secret) => shown.replace(secret, '[hidden]'), unsigned);
}
