import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { HttpRequest, HttpResponse } from '@smithy/core/transport';
import type { HttpHandlerOptions } from '@smithy/types';
import { oneLine } from '../base/one-line.ts';
import { GarbageAnswerError } from './garbage-answer.ts';

/** Sends a request over the one way that this process has to its host. */
export interface RequestHandler {
  readonly handle: (
    request: HttpRequest,
    options?: HttpHandlerOptions,
  ) => Promise<{ readonly response: HttpResponse }>;
  readonly destroy: () => void;
}

/** An HTTP handler as the SDK's clients take it. */
export interface CheckedHandler {
  readonly metadata: { readonly handlerProtocol: string };
  readonly handle: (
    request: HttpRequest,
    options?: HttpHandlerOptions,
  ) => Promise<{ readonly response: HttpResponse }>;
  readonly destroy: () => void;
  readonly updateHttpClientConfig: () => void;
  readonly httpHandlerConfigs: () => Record<string, never>;
}

/** What a handler tells of its requests and answers. */
export interface HandlerOptions {
  /** Who asks; AWS keeps it in CloudTrail. */
  readonly userAgent?: string;
  /** The `Date` header of each answer. */
  readonly onServerDate?: (date: string) => void;
}

/**
 * Reads every answer whole and sees that it is one of the service's, before the SDK parses it: the SDK's XML
 * reader turns HTML from a proxy, or half an answer, into an empty list, and an empty list reads as "none".
 */
export function checkedHandler(
  handler: RequestHandler,
  { userAgent = 'snapdeck', onServerDate = () => {} }: HandlerOptions = {},
): CheckedHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request, options) => {
      request.headers['user-agent'] = userAgent;
      const { response } = await handler.handle(request, options);
      if (response.headers.date !== undefined) onServerDate(response.headers.date);
      const body = await readWhole(response.body);
      const wrong =
        wrongHeader(response) ??
        wrongAnswer(response.statusCode, response.headers['content-type'] ?? '', body);
      if (wrong !== undefined) throw withStatus(new GarbageAnswerError(wrong), response.statusCode);
      response.body = body;
      return { response };
    },
    destroy: () => handler.destroy(),
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
}

async function readWhole(body: unknown): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  if (!(body instanceof Readable)) return new Uint8Array();
  const chunks: Buffer[] = [];
  // For answers this small, the iterator of a stream costs more than the reading.
  body.on('data', (chunk: Buffer) => chunks.push(chunk));
  await finished(body);
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** REST services (EFS, AWS Backup) name an error in a header: the SDK looks there only where the status says so. */
function wrongHeader({ statusCode, headers }: HttpResponse): string | undefined {
  const error = headers['x-amzn-errortype'];
  if (statusCode >= 300 || error === undefined) return undefined;
  return `an error came with status ${statusCode}: ${oneLine(error).slice(0, 120)}`;
}

/** How JSON starts, and XML that names an answer: `<DescribeVolumesResponse`. */
const LIKE_AN_ANSWER = /^(?:\{|(?:<\?xml[^>]*\?>\s*)?<\w*Response[\s>])/;

/** What is wrong with an answer, in words; undefined where it looks like the service's own. */
function wrongAnswer(status: number, contentType: string, body: Uint8Array): string | undefined {
  const start = Buffer.from(body.subarray(0, 300)).toString('utf8').trimStart();
  // The label alone proves nothing: the SDK does not look at it, and an emulator may send its JSON as text/html.
  const isHtml =
    /^<(!doctype )?html/i.test(start) || (/html/i.test(contentType) && !LIKE_AN_ANSWER.test(start));
  if (isHtml) {
    return `HTML came instead of an answer (status ${status}: ${oneLine(start.replace(/<[^>]*>/g, ' ')).slice(0, 80)})`;
  }
  if (status >= 300) return undefined;
  if (start.startsWith('<')) return wrongXml(start, body);
  if (start.startsWith('{')) {
    if (start.includes('"__type"'))
      return `an error came with status ${status}: ${oneLine(start).slice(0, 120)}`;
    return endsWith(body, '}') ? undefined : `the answer ends early, after ${body.length} bytes`;
  }
  return body.length === 0
    ? 'the answer is empty'
    : `the answer is neither XML nor JSON: ${oneLine(start).slice(0, 60)}`;
}

function wrongXml(start: string, body: Uint8Array): string | undefined {
  const root = /^(?:<\?[^>]*\?>\s*)?<([A-Za-z][\w.:-]*)[\s>/]/.exec(start)?.[1];
  if (root === undefined) return `the answer is not XML: ${oneLine(start).slice(0, 60)}`;
  if (root === 'Response' || root === 'ErrorResponse' || root === 'Error')
    return `an error came with status 200: ${oneLine(start.replace(/<[^>]*>/g, ' ')).slice(0, 120)}`;
  return endsWith(body, `</${root}>`) ? undefined : `the answer ends early, after ${body.length} bytes`;
}

function endsWith(body: Uint8Array, ending: string): boolean {
  const tail = Buffer.from(body.subarray(Math.max(0, body.length - ending.length - 16))).toString('utf8');
  return tail.trimEnd().endsWith(ending);
}

function withStatus(error: Error, httpStatusCode: number): Error {
  return Object.assign(error, { $metadata: { httpStatusCode } });
}
