import type { Fault, FaultClass } from '../aws/errors.ts';
import { iamAction, type ServiceId } from '../aws/operation.ts';
import type { Outcome } from '../model/cell.ts';

const OUTCOME_BY_CLASS: Readonly<Record<FaultClass, Outcome>> = {
  denied: 'denied',
  'denied-by-organization': 'denied',
  throttled: 'throttled',
  server: 'failed',
  network: 'failed',
  timeout: 'failed',
  'no-host': 'failed',
  'no-named-host': 'failed',
  untrusted: 'failed',
  'not-accepted': 'failed',
  expired: 'stopped',
  'no-credentials': 'stopped',
  clock: 'failed',
  garbage: 'failed',
  'repeated-page': 'failed',
  stopped: 'stopped',
  invalid: 'failed',
};

/** How a cell ends whose listing ended with this fault. */
export function outcomeOf(fault: Fault): Outcome {
  return OUTCOME_BY_CLASS[fault.class];
}

/** What to do about a fault, where there is something to do. */
export function adviceFor(
  fault: Fault,
  operation: { readonly service: ServiceId; readonly name: string } | undefined,
): string | undefined {
  switch (fault.class) {
    case 'denied':
      return operation === undefined
        ? undefined
        : `add ${iamAction(operation)} to the role (snapdeck iam-policy prints the whole policy)`;
    case 'denied-by-organization':
      return 'a policy of the organization denies it: its administrators decide';
    case 'throttled':
      return 'run the cell again later (r), or lower --max-rps';
    case 'network':
    case 'timeout':
      return 'check network, proxy and VPN, then run the cell again (r)';
    case 'untrusted':
      return 'name the certificate authorities that vouch for it: AWS_CA_BUNDLE, or ca_bundle of the profile';
    case 'garbage':
      return 'something between here and AWS answered instead: check proxy and endpoint';
    case 'clock':
      return "set this machine's clock";
    case 'no-named-host':
      return 'check the setting, then scan again';
    default:
      return undefined;
  }
}
