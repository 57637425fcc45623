import {
  DLMClient,
  GetLifecyclePoliciesCommand,
  type GetLifecyclePoliciesCommandInput,
} from '@aws-sdk/client-dlm';
import { defineService } from './operation.ts';
import { TolerantRestJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'dlm',
  (config) => new DLMClient({ ...config, protocol: TolerantRestJsonProtocol }),
);

/** The policies of Data Lifecycle Manager in a region, all of them at once. */
export const getLifecyclePolicies = service.operation(
  'GetLifecyclePolicies',
  (client, input: GetLifecyclePoliciesCommandInput, options) =>
    client.send(new GetLifecyclePoliciesCommand(input), options),
  (output) => output.Policies,
);
