/** The estates of all accounts of an organization; each is made when it is first asked for, and made again if need be. */
import { accountCounts } from '../estate/account-counts.ts';
import { wordsOf } from '../estate/account-words.ts';
import { type Collection, collectionOf } from '../estate/collection.ts';
import type { RegionContext } from '../estate/context.ts';
import {
  createEstate,
  type Estate,
  type EstateOptions,
  type RowKind,
  regionContext,
} from '../estate/index.ts';
import { type Owner, soleOwner } from '../estate/owner.ts';
import { enabledRegionNames } from '../estate/regions.ts';
import { type EstateSize, nothing, type RegionCounts, regionCounts } from '../estate/sizes.ts';
import { mainRegionOf, partOf } from './account-part.ts';
import type { DemoAccount, DemoOrganization } from './company-accounts.ts';
import { accountOf } from './signed-by.ts';
import { parentsOf } from './units.ts';

export interface Company {
  readonly organization: DemoOrganization;
  /** Undefined: the company has no such account. */
  readonly estateOf: (account: string) => Estate | undefined;
  /** Images of other accounts that this one may launch instances from. */
  readonly sharedImages: (account: string, region: string) => Collection;
  /** How many rows an account has, without making them. */
  readonly rowsOf: (account: DemoAccount) => RowCounts;
}

/** Rows of the kinds that are snapdeck's, by kind. */
export type RowCounts = Readonly<Record<RowKind, number>>;

/** As many as are at work at a time, and some more: a large company's do not fit into memory all at once. */
const keptEstates = 24;
/** So many accounts' file systems are copied to the central vault, and launch the golden images. */
const [mostCopied, mostLaunching] = [40, 6];

/** So many golden images are copied, and volumes made of. */
const mostGolden = 3;

/** An account that is no customer, supplier or part of the company. */
const outsider = '998877665544';

export function createCompany(
  organization: DemoOrganization,
  common: Omit<EstateOptions, 'owner' | 'countsOf' | 'optedIn' | 'copiedFrom' | 'goldenSnapshots'>,
): Company {
  const { accounts } = organization;
  const named = (name: string): string =>
    accounts.find((account) => account.name === name)?.id ?? accounts[0].id;
  const [backup, services] = [named('central-backup'), named('shared-services')];
  const production = accounts.filter((account) => partOf(account) === 'production');
  const kept = new Map<string, Estate>();
  const golden = new Map<string, readonly string[]>();

  const unit = parentsOf(organization).find(({ units }) => units.join('/') === 'Workloads/Prod');
  const imagesFor = {
    imagesFor: production.slice(0, mostLaunching).map(({ id }) => id),
    ...(unit === undefined
      ? {}
      : {
          imageForUnit: `arn:aws:organizations::${accounts[0].id}:ou/${organization.id}/${unit.id}`,
        }),
  };

  const ownerOf = (account: DemoAccount): Owner => ({
    id: account.id,
    name: account.name,
    hasRareCases: false,
    words: wordsOf(account.tags.team ?? '', account.tags.env ?? 'prod'),
    others: [backup, services, outsider],
    isNeglected: partOf(account) === 'sandbox',
    sharesOutside: account.sharesOutside === true,
    copiesFromOutside: account.copiesFromOutside === true,
    ...(account.id === services ? imagesFor : {}),
  });

  const optionsOf = (account: DemoAccount): EstateOptions => {
    if (account.id === soleOwner.id) return common;
    const optedIn = account.optedIn ?? [];
    const counts = countsOf(account, common.size);
    return {
      ...common,
      owner: ownerOf(account),
      optedIn,
      countsOf: (region) => counts.get(region) ?? nothing,
      ...(account.id === backup ? { copiedFrom: sourcesIn } : {}),
      ...(production.includes(account) ? { goldenSnapshots } : {}),
    };
  };

  /** Snapshots of the images that are for all of production. */
  const goldenSnapshots = (region: string): readonly string[] => {
    const known = golden.get(region);
    if (known !== undefined) return known;
    const found = estateOf(services)?.region(region)?.ebs.imageSnapshots(mostGolden) ?? [];
    golden.set(region, found);
    return found;
  };

  const sourcesIn = (region: string): readonly RegionContext[] =>
    production
      .slice(0, mostCopied)
      .map((account) => regionContext(optionsOf(account), region, region))
      .filter(({ counts }) => counts.fileSystems > 0);

  const estateOf = (id: string): Estate | undefined => {
    const account = accountOf(organization, id);
    if (account === undefined) return undefined;
    const estate = kept.get(id) ?? createEstate(optionsOf(account));
    kept.delete(id);
    kept.set(id, estate);
    const [oldest] = kept.keys();
    if (kept.size > keptEstates && oldest !== undefined) kept.delete(oldest);
    return estate;
  };

  return {
    organization,
    estateOf,
    sharedImages: (id, region) => {
      const shared = estateOf(services)?.region(region);
      if (shared?.context.owner.imagesFor?.includes(id) !== true) return collectionOf([]);
      return shared.ebs.images;
    },
    rowsOf: (account) => rowsIn([...countsOf(account, common.size).values()]),
  };
}

/** What each region of an account holds; one that is not there holds nothing. */
function countsOf(account: DemoAccount, size: EstateSize): ReadonlyMap<string, RegionCounts> {
  const { id, optedIn = [], isKeptOutside } = account;
  if (id === soleOwner.id)
    return new Map(enabledRegionNames.map((region) => [region, regionCounts(size, region)]));
  const [part, mainRegion] = [partOf(account), mainRegionOf(account)];
  const kept = isKeptOutside === true ? { keptBy: outsider } : {};
  return accountCounts({ id, part, mainRegion, optedIn, ...kept }, size);
}

function rowsIn(regions: readonly RegionCounts[]): RowCounts {
  const sum = (count: (counts: RegionCounts) => number): number =>
    regions.reduce((total, counts) => total + count(counts), 0);
  return {
    snapshots: sum((counts) => counts.snapshots),
    'db-snapshots': sum((counts) => counts.dbSnapshots),
    'backup-db-snapshots': sum((counts) => counts.backupDbSnapshots),
    'db-cluster-snapshots': sum((counts) => counts.dbClusterSnapshots),
    'recovery-points': sum(({ vaults }) => vaults.reduce((total, { efs }) => total + efs, 0)),
    tasks: sum((counts) => counts.tasks),
    locations: sum((counts) => counts.locations),
    agents: sum((counts) => counts.agents),
    'task-executions': sum((counts) => counts.executions),
  };
}
