import type { Answer, ServiceError, WireAnswer } from './call.ts';
import { writeJson } from './json.ts';

const headers = { 'content-type': 'application/x-amz-json-1.1' };

export function writeJson11Answer({ body }: Answer): WireAnswer {
  return { status: 200, headers, body: writeJson(body) };
}

export function writeJson11Error({ code, status, message, details }: ServiceError): WireAnswer {
  return { status, headers, body: writeJson({ __type: code, message, ...details }) };
}
