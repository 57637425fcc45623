import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import type { WireAnswer } from './protocols/call.ts';

const html = `<!DOCTYPE html>
<html><head><title>Access to this site is restricted</title></head>
<body><h1>Proxy notice</h1><p>Please <a href="https://proxy.example.com/login">log in</a> &nbsp; to go on.<br></body></html>
`;

/** The answer as a broken proxy or a broken server would deliver it. */
export function withWireFault(answer: WireAnswer, { effect, status }: Fault): WireAnswer {
  switch (effect) {
    case 'truncated-body':
      return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
    case 'garbage-body':
      return { ...answer, body: '\u0001\u0002}{<<< this is no answer >>>]\u0000' };
    case 'html-body':
      return { status: status ?? 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
    case 'empty-answer':
      return { ...answer, body: hollow(answer.body, '{}', '') };
    case 'foreign-answer':
      return { ...answer, body: hollow(answer.body, '{"status":"ok"}', '<status>ok</status>') };
    case 'wrong-content-type':
      return { ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } };
    default:
      return answer;
  }
}

/** An answer that is whole and in the right form, with something else in it. */
function hollow(body: string, json: string, xml: string): string {
  const root = /<(\w+)[\s>]/.exec(body.replace(/^<\?.*?\?>/, ''))?.[1];
  return root === undefined ? json : `<${root}>${xml}</${root}>`;
}

/** Sends an answer, or breaks off where a fault says so. Nothing at all is sent for a hang. */
export function deliver(response: ServerResponse, answer: WireAnswer, faults: readonly Fault[]): void {
  const { status, headers, body } = answer;
  const has = (effect: Fault['effect']) => faults.some((fault) => fault.effect === effect);
  if (has('hang')) return;
  if (has('reset')) {
    response.socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  if (has('reset-mid-body')) {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.resetAndDestroy());
    return;
  }
  response.end(bytes);
}
