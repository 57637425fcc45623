import assert from 'node:assert/strict';
import { test } from 'node:test';
import { familiesAsked, pricesOfProducts } from '../../source/kinds/listed-price.ts';

/** A product as the price list service writes it, with one price. */
function product(usagetype: string, usd: string | undefined, unit = 'GB-Mo'): string {
  return JSON.stringify({
    product: { productFamily: 'Storage Snapshot', attributes: { usagetype, regionCode: 'eu-central-1' } },
    serviceCode: 'AmazonEC2',
    terms: {
      OnDemand: {
        'SKU.TERM': {
          offerTermCode: 'TERM',
          priceDimensions: {
            'SKU.TERM.RATE': { unit, pricePerUnit: usd === undefined ? { CNY: '1' } : { USD: usd } },
          },
        },
      },
    },
  });
}

test('a region is asked once for each product family that holds something with a price', () => {
  assert.deepEqual(familiesAsked(), [
    { service: 'AmazonEC2', family: 'Storage Snapshot' },
    { service: 'AmazonRDS', family: 'Storage Snapshot' },
    { service: 'AWSBackup', family: 'AWS Backup Storage' },
  ]);
});

test('a product is known by its usage type, with the prefix of its region or without', () => {
  assert.deepEqual(
    pricesOfProducts([
      product('EBS:SnapshotUsage', '0.05'),
      product('EUC1-EBS:SnapshotArchiveStorage', '0.0125'),
      product('EUC1-RDS:ChargedBackupUsage', '0.103', 'GB-month'),
    ]),
    {
      ebs_standard: { low: 0.05, high: 0.05 },
      ebs_archive: { low: 0.0125, high: 0.0125 },
      rds: { low: 0.103, high: 0.103 },
    },
  );
});

test('products of other things are left out, also where their names only hold that of a known one', () => {
  assert.deepEqual(
    pricesOfProducts([
      product('EUC1-EBS:SnapshotUsage.outposts', '0.07'),
      product('EUC1NewEBS:SnapshotUsage', '0.07'),
      product('EBS:SnapshotUsage-EUC1', '0.07'),
      product('-EBS:SnapshotUsageUnderBilling', '0.07'),
    ]),
    {},
  );
});

test('several prices of one thing are kept as the lowest and the highest', () => {
  const [first, second, third] = ['0.06', '0.05', '0.054'].map((usd) =>
    product('USE1-EBS:SnapshotUsage', usd),
  );
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  const expected = { ebs_standard: { low: 0.05, high: 0.06 } };
  for (const order of [
    [first, second, third],
    [second, third, first],
  ])
    assert.deepEqual(pricesOfProducts(order), expected);
});

test('a price that is free, in no dollars, or by another unit than GB-month is none', () => {
  assert.deepEqual(
    pricesOfProducts([
      product('EBS:SnapshotUsage', '0.0000000000'),
      product('EBS:SnapshotUsage', '-1'),
      product('EBS:SnapshotUsage', undefined),
      product('EBS:SnapshotUsage', 'free'),
      product('EBS:SnapshotUsage', '0.1', 'GB-Months'),
      product('EBS:SnapshotUsage', '0.1', 'per GB-Mo'),
      product('EBS:SnapshotUsage', '0.1', 'Hrs'),
    ]),
    {},
  );
  assert.deepEqual(pricesOfProducts([product('EBS:SnapshotUsage', '0.1', 'gb-mo')]), {
    ebs_standard: { low: 0.1, high: 0.1 },
  });
});

test('what is no product, or none that is sold on demand, says nothing and takes nothing from the others', () => {
  const reserved = { product: { attributes: { usagetype: 'EBS:SnapshotUsage' } }, terms: { Reserved: {} } };
  assert.deepEqual(
    pricesOfProducts([
      'no JSON {',
      '{}',
      'null',
      JSON.stringify({ product: { attributes: { usagetype: 7 } }, terms: {} }),
      JSON.stringify(reserved),
      product('EBS:SnapshotUsage', '0.05'),
    ]),
    { ebs_standard: { low: 0.05, high: 0.05 } },
  );
});
