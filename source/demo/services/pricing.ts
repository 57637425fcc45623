/** The price list service: what snapshots cost in the regions that the account has on. */
import type { Row } from '../estate/collection.ts';
import type { Operations } from './operation.ts';

/** US dollars a GB-month in us-east-1; elsewhere a little more, as AWS's are. */
const PRODUCTS: readonly {
  readonly service: string;
  readonly family: string;
  readonly usage: string;
  readonly dollars: number;
}[] = [
  { service: 'AmazonEC2', family: 'Storage Snapshot', usage: 'EBS:SnapshotUsage', dollars: 0.05 },
  { service: 'AmazonEC2', family: 'Storage Snapshot', usage: 'EBS:SnapshotArchiveStorage', dollars: 0.0125 },
  { service: 'AmazonRDS', family: 'Storage Snapshot', usage: 'RDS:ChargedBackupUsage', dollars: 0.095 },
  { service: 'AmazonRDS', family: 'Storage Snapshot', usage: 'Aurora:BackupUsage', dollars: 0.021 },
  { service: 'AWSBackup', family: 'AWS Backup Storage', usage: 'WarmStorage-ByteHrs-EFS', dollars: 0.05 },
  { service: 'AWSBackup', family: 'AWS Backup Storage', usage: 'ColdStorage-ByteHrs-EFS', dollars: 0.01 },
];

export const pricing: Operations = {
  GetProducts: (call, { estate }) => {
    const filters = new Map(
      call.parameters.records('Filters').map((filter) => [filter.text('Field'), filter.text('Value')]),
    );
    const service = call.parameters.text('ServiceCode');
    const region = estate.regions.find(({ name }) => name === filters.get('regionCode'));
    const listed = region === undefined ? [] : PRODUCTS;
    const PriceList = listed
      .filter((product) => product.service === service && product.family === filters.get('productFamily'))
      .map(({ usage, dollars, family }) => productText(region?.name ?? '', usage, family, dollars));
    return { body: { FormatVersion: 'aws_v1', PriceList } satisfies Row };
  },
};

function productText(region: string, usage: string, family: string, dollars: number): string {
  const isFirst = region === 'us-east-1';
  const price = isFirst ? dollars : dollars * (1 + (region.length % 4) / 20);
  return JSON.stringify({
    product: {
      productFamily: family,
      attributes: {
        regionCode: region,
        usagetype: isFirst ? usage : `${region.slice(0, 2).toUpperCase()}X1-${usage}`,
      },
    },
    terms: {
      OnDemand: {
        A: { priceDimensions: { B: { unit: 'GB-Mo', pricePerUnit: { USD: price.toFixed(10) } } } },
      },
    },
  });
}
