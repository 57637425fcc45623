import type { Image } from '@aws-sdk/client-ec2';
import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { imageAccessBlock, imageFacts } from '../ebs/ebs-snapshot-joins.ts';
import { AMI_KIND, imagePages } from '../ebs/image-pages.ts';
import { askedSharing } from '../ebs/image-sharing.ts';
import { launchTemplateUses } from '../ebs/launch-templates.ts';
import { lifecyclePolicies, policyIdOf } from '../ebs/lifecycle-policies.ts';
import { binAsker } from '../ebs/retention-rules.ts';
import { sumOfSnapshots } from '../ebs/snapshot-sizes.ts';
import { backupHolds } from '../snapshots/recovery-points.ts';
import { joinOnDemand } from '../snapshots/snapshot-joins.ts';
import { SHARING_NOT_CHECKED, type Sharing } from '../snapshots/snapshot-sharing.ts';
import { isWanted } from '../snapshots/snapshot-values.ts';
import { AMI_COLUMNS } from './ami-columns.ts';
import { AMI_DERIVATION } from './ami-derivation.ts';
import {
  AMI_DELETE,
  AMI_PRICES,
  AMI_RELATIONS,
  AMI_SOURCES,
  AMI_STATUSES,
  AMI_TAB,
  amiConsolePage,
} from './ami-facts.ts';
import { AMI_FINDINGS } from './ami-findings.ts';
import { type AmiRow, amiRow } from './ami-row.ts';
import { amiSample } from './ami-sample.ts';
import { AMI_SHARING } from './ami-sharing.ts';
import { listInstances } from './instances.ts';

/** Images of the account, deprecated and disabled ones too. Their bytes and cost are those of their snapshots. */
export const ami = defineResource<AmiRow>({
  id: AMI_KIND,
  title: 'AMIs',
  noun: 'AMI',
  group: 'snapshots',
  service: 'AMI',
  byDefault: false,
  gridHeader: 'AMI',
  tab: AMI_TAB,
  sheets: [{ name: 'AMIs', position: 24 }],
  columns: AMI_COLUMNS,
  key: ({ image }) => image.ImageId,
  identity: 'snapshot_id',
  telling: ['snapshot_id', 'name', 'creation_time'],
  actions: [
    ...['ec2:DescribeImages', 'ec2:DescribeInstances', 'ec2:DescribeLaunchTemplateVersions'],
    ...['ec2:GetImageBlockPublicAccessState', 'dlm:GetLifecyclePolicies'],
  ],
  optionalActions: { attributes: ['ec2:DescribeImageAttribute'] },
  askedLater: [AMI_SHARING],
  collect,
  derivation: AMI_DERIVATION,
  refresh: 'none',
  statuses: AMI_STATUSES,
  sources: AMI_SOURCES,
  relations: AMI_RELATIONS,
  findings: AMI_FINDINGS,
  consolePage: amiConsolePage,
  leftOut: LEFT_OUT_BY_DATE,
  leavesAt: ['delete_at'],
  pricedBy: AMI_PRICES,
  deleteCommand: AMI_DELETE,
  describeCommands: [
    { ...describedBy('ec2', 'describe-images', '--image-ids', 'snapshot_id'), flags: ['--include-disabled'] },
  ],
  recoveryPoints: {
    arn: /^arn:[^:]+:ec2:[^:]*:[^:]*:image\//,
    by: 'end',
    ids: ({ image }) => [image.ImageId],
  },
  loads: () => import('../../aws/ec2.ts'),
  sample: amiSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<AmiRow>, void, undefined> {
  const ec2 = await import('../../aws/ec2.ts');
  const rowsOf = rowMaker(context, ec2);
  for await (const { Images = [], NextToken } of imagePages(context, ec2)) {
    const wanted = Images.filter(({ CreationDate }) =>
      isWanted(CreationDate === undefined ? undefined : new Date(CreationDate), context.options),
    );
    yield { rows: wanted.length === 0 ? [] : await rowsOf(wanted), cursor: NextToken ?? null };
  }
}

/** Makes rows of the AMIs of a page, with what has to be asked for once there is one. */
function rowMaker(
  context: CollectContext,
  ec2: typeof import('../../aws/ec2.ts'),
): (images: readonly Image[]) => Promise<readonly AmiRow[]> {
  const instances = joinOnDemand(context, 'instances', () => listInstances(context, ec2));
  const templates = joinOnDemand(context, 'launch templates', () => launchTemplateUses(context, ec2));
  const policies = joinOnDemand(context, 'lifecycle policies', () => lifecyclePolicies(context));
  const block = joinOnDemand(context, 'block of public AMIs', () => imageAccessBlock(context));
  const holds = backupHolds(context);
  const bin = binAsker(context, 'EC2_IMAGE');
  const sharingOf = sharingAsker(context, ec2);
  return async (images) => {
    const sharings = await Promise.all(images.map(sharingOf));
    const [users, uses, made, blocked, holdOf, binOf, sizeOf] = await Promise.all([
      instances(),
      templates(),
      images.some((image) => policyIdOf(image) !== undefined) ? policies() : undefined,
      sharings.some(({ isPublic }) => isPublic === true) ? block() : undefined,
      holds(),
      bin(),
      sumOfSnapshots(context),
    ]);
    return images.map((image, index) => {
      const sharing = sharings[index] ?? SHARING_NOT_CHECKED;
      const accessBlock = sharing.isPublic === true ? blocked : undefined;
      const joins = { instances: users, templatesByImage: uses?.byImage, policies: made, sizeOf, sharing };
      const kept = { hold: holdOf([image.ImageId]), bin: binOf(image.Tags ?? []) };
      return amiRow(image, { ...joins, ...kept, accessBlock }, context.scanStart);
    });
  };
}

/** Whether it is public the listing says; with whom it is shared is asked of each. */
function sharingAsker(
  context: CollectContext,
  ec2: typeof import('../../aws/ec2.ts'),
): (image: Image) => Promise<Sharing> {
  const ask = context.options.attributes ? askedSharing(context, ec2) : undefined;
  return async (image) => {
    const facts = imageFacts(image);
    const isPublic = image.Public ?? null;
    if (ask === undefined || facts === undefined) return { ...SHARING_NOT_CHECKED, isPublic };
    const { sharedWith, isPublic: isForAll, problem } = await ask([facts]);
    const unread = problem === undefined ? {} : { problem: 'who it is shared with could not be read' };
    return { sharedWith, isPublic: isForAll, ...unread };
  };
}
