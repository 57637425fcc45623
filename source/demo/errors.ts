import type { SignedBy } from './organization/signed-by.ts';
import { CallError, type ProtocolName, type ServiceError, type ServiceName } from './protocols/call.ts';
import { serviceOf } from './services/index.ts';

/** What can go wrong with any call; each service has its own name and status for it. */
export type Failure =
  | 'denied'
  | 'denied-by-scp'
  | 'throttled'
  | 'server-error'
  | 'unavailable'
  | 'not-opted-in'
  | 'bad-credentials'
  | 'expired-token'
  | 'missing-credentials'
  | 'clock-skew'
  | 'unknown-operation';

type Named = readonly [code: string, status: number];

const byProtocol: Readonly<Record<ProtocolName, Readonly<Record<Failure, Named>>>> = {
  'ec2-query': {
    denied: ['UnauthorizedOperation', 403],
    'denied-by-scp': ['UnauthorizedOperation', 403],
    throttled: ['RequestLimitExceeded', 503],
    'server-error': ['InternalError', 500],
    unavailable: ['Unavailable', 503],
    'not-opted-in': ['AuthFailure', 401],
    'bad-credentials': ['AuthFailure', 401],
    'expired-token': ['RequestExpired', 400],
    'missing-credentials': ['MissingParameter', 400],
    'clock-skew': ['RequestExpired', 400],
    'unknown-operation': ['InvalidAction', 400],
  },
  'aws-query': {
    denied: ['AccessDenied', 403],
    'denied-by-scp': ['AccessDenied', 403],
    throttled: ['Throttling', 400],
    'server-error': ['InternalFailure', 500],
    unavailable: ['ServiceUnavailable', 503],
    'not-opted-in': ['InvalidClientTokenId', 403],
    'bad-credentials': ['InvalidClientTokenId', 403],
    'expired-token': ['ExpiredToken', 403],
    'missing-credentials': ['MissingAuthenticationToken', 403],
    'clock-skew': ['SignatureDoesNotMatch', 403],
    'unknown-operation': ['InvalidAction', 400],
  },
  'rest-json': {
    denied: ['AccessDeniedException', 403],
    'denied-by-scp': ['AccessDeniedException', 403],
    throttled: ['ThrottlingException', 400],
    'server-error': ['InternalServerError', 500],
    unavailable: ['ServiceUnavailableException', 503],
    'not-opted-in': ['UnrecognizedClientException', 403],
    'bad-credentials': ['UnrecognizedClientException', 403],
    'expired-token': ['ExpiredTokenException', 403],
    'missing-credentials': ['MissingAuthenticationTokenException', 403],
    'clock-skew': ['InvalidSignatureException', 403],
    'unknown-operation': ['UnknownOperationException', 404],
  },
  'json-1-1': {
    denied: ['AccessDeniedException', 400],
    'denied-by-scp': ['AccessDeniedException', 400],
    throttled: ['ThrottlingException', 400],
    'server-error': ['InternalException', 500],
    unavailable: ['ServiceUnavailableException', 503],
    'not-opted-in': ['UnrecognizedClientException', 400],
    'bad-credentials': ['UnrecognizedClientException', 400],
    'expired-token': ['ExpiredTokenException', 400],
    'missing-credentials': ['MissingAuthenticationTokenException', 400],
    'clock-skew': ['InvalidSignatureException', 400],
    'unknown-operation': ['UnknownOperationException', 400],
  },
};

const byService: Readonly<Partial<Record<ServiceName, Readonly<Partial<Record<Failure, Named>>>>>> = {
  elasticfilesystem: { throttled: ['ThrottlingException', 429] },
  organizations: { throttled: ['TooManyRequestsException', 400] },
  account: { throttled: ['TooManyRequestsException', 429], 'server-error': ['InternalServerException', 500] },
};

/** The prefix of a service's IAM actions. */
const actionOf = (service: ServiceName, operation: string) => `${service}:${operation}`;

interface Place {
  readonly service: ServiceName;
  readonly operation: string;
  readonly region: string;
  /** Who called, where that is known. */
  readonly by?: Pick<SignedBy, 'account' | 'arn'>;
}

const nobody = { account: '', arn: 'anonymous' };

const messages: Readonly<Record<Failure, (place: Place) => string>> = {
  denied: ({ service, operation, region, by = nobody }) =>
    `User: ${by.arn} is not authorized to perform: ${actionOf(service, operation)} on resource: ${resourceOf(service, region, by.account)} because no identity-based policy allows the ${actionOf(service, operation)} action`,
  'denied-by-scp': ({ service, operation, region, by = nobody }) =>
    `User: ${by.arn} is not authorized to perform: ${actionOf(service, operation)} on resource: ${resourceOf(service, region, by.account)} with an explicit deny in a service control policy`,
  throttled: ({ service }) => (service === 'ec2' ? 'Request limit exceeded.' : 'Rate exceeded'),
  'server-error': () => 'An internal error has occurred',
  unavailable: () => 'The service is temporarily unavailable. Please try again.',
  'not-opted-in': ({ service }) => unknownKey(service),
  'bad-credentials': ({ service }) => unknownKey(service),
  'expired-token': () => 'The security token included in the request is expired',
  'missing-credentials': ({ service }) =>
    service === 'ec2'
      ? 'The request must contain the parameter AWSAccessKeyId'
      : 'Request is missing Authentication Token',
  'clock-skew': () =>
    'Signature expired: the request was signed too long before or after the time of this server',
  'unknown-operation': ({ operation }) => `The action ${operation} is not valid for this web service.`,
};

function unknownKey(service: ServiceName): string {
  return service === 'ec2'
    ? 'AWS was not able to validate the provided access credentials'
    : 'The security token included in the request is invalid.';
}

function resourceOf(service: ServiceName, region: string, account: string): string {
  return service === 'ec2' ? '*' : `arn:aws:${service}:${region}:${account}:*`;
}

/** The failure in the service's own words. */
export function serviceError(failure: Failure, place: Place): ServiceError {
  const [code, status] =
    byService[place.service]?.[failure] ?? byProtocol[serviceOf(place.service).protocol][failure];
  const message = messages[failure](place);
  return {
    code,
    status,
    message:
      place.service === 'ec2' && failure.startsWith('denied')
        ? `You are not authorized to perform this operation. ${message}`
        : message,
  };
}

export function callError(failure: Failure, place: Place): CallError {
  return new CallError(serviceError(failure, place));
}

const throttlingCodes = /^(RequestLimitExceeded|Throttling|ThrottlingException|TooManyRequestsException)$/;

export function isThrottling({ code }: ServiceError): boolean {
  return throttlingCodes.test(code);
}
