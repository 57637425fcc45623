import { homeRegion } from '../estate/company.ts';
import { serviceNames, serviceOf } from '../services/index.ts';
import { writeQueryAnswer, writeQueryError } from './aws-query.ts';
import type { Answer, Call, Parameters, ServiceError, ServiceName, WireAnswer } from './call.ts';
import { writeEc2Answer, writeEc2Error } from './ec2-query.ts';
import { formParameters, parseForm } from './form.ts';
import { jsonParameters, parseMembers } from './json.ts';
import { writeJson11Answer, writeJson11Error } from './json-1-1.ts';
import { routeRequest, writeRestAnswer, writeRestError } from './rest-json.ts';

/** A request as it came in. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Where and by whom a request says that it is meant to be answered. */
export interface Scope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: ServiceName;
}

/** Reads service and region out of the signature's credential scope, as AWS's front ends do. */
export function credentialScope(authorization: unknown): Scope | undefined {
  if (typeof authorization !== 'string') return undefined;
  const [, accessKeyId, region, name] =
    /Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/.exec(authorization) ?? [];
  const service = serviceNames.find((known) => known === name);
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}

/** The portal of IAM Identity Center takes no signatures. */
export function portalScope({ url }: WireRequest): Scope | undefined {
  if (!/^\/(?:assignment|federation)\//.test(url)) return undefined;
  return { accessKeyId: '', region: homeRegion, service: 'awsssoportal' };
}

/** Without a signature, the service that a request is meant for can only be guessed. */
export function guessService({ headers, url, body }: WireRequest): ServiceName {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    return serviceNames.find((name) => serviceOf(name).target === target.split('.')[0]) ?? 'datasync';
  }
  if (url.startsWith('/2015-02-01/')) return 'elasticfilesystem';
  if (url.startsWith('/backup-vaults') || url.startsWith('/resources')) return 'backup';
  const version = new URLSearchParams(body).get('Version');
  const byVersion: Readonly<Record<string, ServiceName>> = {
    '2011-06-15': 'sts',
    '2010-05-08': 'iam',
    '2014-10-31': 'rds',
    '2012-12-01': 'redshift',
    '2015-02-02': 'elasticache',
  };
  return byVersion[version ?? ''] ?? 'ec2';
}

/** The operation that a request asks for and its parameters, by its service's protocol. */
export function readCall(scope: Scope, request: WireRequest): Call {
  return {
    ...scope,
    ...readOperation(scope.service, request),
    token: tokenOf(request.headers),
    malformed:
      !serviceOf(scope.service).protocol.endsWith('query') && parseMembers(request.body) === undefined,
    signedAt: amzDate(request.headers['x-amz-date']),
    text: `${request.method} ${decodeText(request.url)}\n${decodeText(request.body)}`,
  };
}

interface ReadOperation {
  readonly operation: string;
  readonly parameters: Parameters;
}

function readOperation(service: ServiceName, { method, url, headers, body }: WireRequest): ReadOperation {
  switch (serviceOf(service).protocol) {
    case 'json-1-1': {
      const target = headers['x-amz-target'];
      const [prefix, operation = ''] = typeof target === 'string' ? target.split('.') : [];
      return {
        operation: prefix === serviceOf(service).target ? operation : '',
        parameters: jsonParameters(parseMembers(body) ?? {}),
      };
    }
    case 'rest-json': {
      const [path = '/', query = ''] = url.split('?');
      const routed = routeRequest(service, method, path);
      return {
        operation: routed?.operation ?? '',
        parameters: jsonParameters({
          ...parseMembers(body),
          ...Object.fromEntries(new URLSearchParams(query)),
          ...routed?.labels,
        }),
      };
    }
    default: {
      const form = parseForm(method === 'GET' ? (url.split('?')[1] ?? '') : body);
      return { operation: form.get('Action') ?? '', parameters: formParameters(form) };
    }
  }
}

export function writeAnswer({ service, operation }: Call, answer: Answer): WireAnswer {
  switch (serviceOf(service).protocol) {
    case 'ec2-query':
      return writeEc2Answer(operation, answer);
    case 'aws-query':
      return writeQueryAnswer(service, operation, answer);
    case 'rest-json':
      return writeRestAnswer(answer);
    case 'json-1-1':
      return writeJson11Answer(answer);
  }
}

export function writeError(service: ServiceName, error: ServiceError): WireAnswer {
  switch (serviceOf(service).protocol) {
    case 'ec2-query':
      return writeEc2Error(error);
    case 'aws-query':
      return writeQueryError(service, error);
    case 'rest-json':
      return writeRestError(service, error);
    case 'json-1-1':
      return writeJson11Error(error);
  }
}

function tokenOf(headers: WireRequest['headers']): string | undefined {
  const token = headers['x-amz-security-token'] ?? headers['x-amz-sso_bearer_token'];
  return typeof token === 'string' ? token : undefined;
}

/** `20260102T030405Z` as an instant. */
function amzDate(value: unknown): Date | undefined {
  const parts = typeof value === 'string' ? /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value) : null;
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
