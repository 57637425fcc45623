import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ask } from '../../source/aws/caller.ts';
import { StoppedError } from '../../source/aws/errors.ts';
import { askRegionPrices } from '../../source/scan/ask-prices.ts';

interface Asked {
  readonly service: string;
  readonly filters: unknown;
  readonly region: string;
}

/** A price list service that answers by what is asked for; what it was asked. */
function priceList(answer: (service: string, token: string | undefined) => object) {
  const asked: Asked[] = [];
  const ask: Ask = (_operation, input, region) => {
    const { ServiceCode, NextToken, Filters } = input as {
      ServiceCode: string;
      NextToken?: string;
      Filters: unknown;
    };
    asked.push({ service: ServiceCode, filters: Filters, region });
    return Promise.resolve(answer(ServiceCode, NextToken)) as never;
  };
  return { ask, asked };
}

function product(usagetype: string, usd: string): string {
  const priceDimensions = { rate: { unit: 'GB-Mo', pricePerUnit: { USD: usd } } };
  return JSON.stringify({
    product: { attributes: { usagetype } },
    terms: { OnDemand: { term: { priceDimensions } } },
  });
}

test('a region’s prices are asked for by its code and by each product family, where the price list is', async () => {
  const { ask, asked } = priceList((service) =>
    service === 'AmazonEC2' ? { PriceList: [product('EUC1-EBS:SnapshotUsage', '0.05')] } : { PriceList: [] },
  );
  assert.deepEqual(await askRegionPrices(ask, 'eu-central-1', 'us-east-1'), {
    prices: { ebs_standard: { low: 0.05, high: 0.05 } },
  });
  assert.deepEqual(
    asked.map(({ service, region }) => [service, region]),
    [
      ['AmazonEC2', 'us-east-1'],
      ['AmazonRDS', 'us-east-1'],
      ['AWSBackup', 'us-east-1'],
    ],
  );
  assert.deepEqual(asked[0]?.filters, [
    { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'eu-central-1' },
    { Type: 'TERM_MATCH', Field: 'productFamily', Value: 'Storage Snapshot' },
  ]);
});

test('every page of a family counts', async () => {
  const { ask } = priceList((service, token) => {
    if (service !== 'AmazonEC2') return {};
    return token === undefined
      ? { PriceList: [product('EBS:SnapshotUsage', '0.05')], NextToken: 'more' }
      : { PriceList: [product('EBS:SnapshotUsage', '0.06')] };
  });
  assert.deepEqual(await askRegionPrices(ask, 'us-east-1', 'us-east-1'), {
    prices: { ebs_standard: { low: 0.05, high: 0.06 } },
  });
});

test('a region that the price list does not have is said so', async () => {
  const { ask } = priceList(() => ({}));
  assert.deepEqual(await askRegionPrices(ask, 'mars-1', 'us-east-1'), {
    failure: 'it lists none for mars-1',
  });
});

test('one question that fails leaves the region unknown, with the reason; one that was given up says that', async () => {
  const failing =
    (error: unknown): Ask =>
    () =>
      Promise.reject(error);
  const denied = Object.assign(new Error('not allowed'), { name: 'AccessDeniedException' });
  assert.deepEqual(await askRegionPrices(failing(denied), 'us-east-1', 'us-east-1'), {
    failure: 'AccessDeniedException: not allowed',
  });
  assert.deepEqual(
    await askRegionPrices(failing(new Error('outer', { cause: denied })), 'us-east-1', 'us-east-1'),
    { failure: 'AccessDeniedException: not allowed' },
  );
  assert.deepEqual(await askRegionPrices(failing(new StoppedError()), 'us-east-1', 'us-east-1'), {
    failure: 'no answer in time',
  });
});
