import { GetProductsCommand, type GetProductsCommandInput, PricingClient } from '@aws-sdk/client-pricing';
import { defineService } from './operation.ts';
import { TolerantJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'pricing',
  (config) => new PricingClient({ ...config, protocol: TolerantJsonProtocol }),
);

/** List prices, free of charge, 100 products a page; each is a JSON text of its own. */
export const getProducts = service.paged(
  'GetProducts',
  (client, input: GetProductsCommandInput, options) => client.send(new GetProductsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, FormatVersion: 'aws_v1', MaxResults: 100, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.PriceList,
  },
);
