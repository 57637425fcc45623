/** The account's own images in a region: EBS snapshots are told which of them use one, and AMIs are a kind themselves. */
import type { DescribeImagesCommandOutput } from '@aws-sdk/client-ec2';
import { type CollectContext, sharedInRegion } from '../define/collect-context.ts';
import { sharedSequence } from '../define/shared-sequence.ts';

type Ec2 = typeof import('../../aws/ec2.ts');

/** The kind whose rows they are. */
export const AMI_KIND = 'ami';

const OWN = { Owners: ['self'], IncludeDeprecated: true, IncludeDisabled: true };

const sharedPages = sharedInRegion((context) => {
  let pages: AsyncIterable<DescribeImagesCommandOutput> | undefined;
  return (ec2: Ec2) => {
    pages ??= sharedSequence(context.pages(ec2.describeImages, OWN));
    return pages;
  };
});

/** Pages of them, asked for once where AMIs are rows, too: those pages are kept until the region is read. */
export function imagePages(context: CollectContext, ec2: Ec2): AsyncIterable<DescribeImagesCommandOutput> {
  return context.kinds.includes(AMI_KIND)
    ? sharedPages(context)(ec2)
    : context.pages(ec2.describeImages, OWN);
}
