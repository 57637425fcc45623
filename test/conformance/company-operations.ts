import { serviceNames, serviceOf } from '../../source/demo/services/index.ts';

/** What an account that is in no organization, and lets nobody in, does not answer. */
export const COMPANY_OPERATIONS: readonly string[] = [
  'sts:AssumeRole',
  ...serviceNames
    .filter((service) => service === 'organizations' || service === 'awsssoportal')
    .flatMap((service) =>
      Object.keys(serviceOf(service).operations).map((operation) => `${service}:${operation}`),
    ),
];
