/** The company as large as one likes: accounts by team and stage, in units as AWS Control Tower and its guides name them. */
import { type Team, teams } from '../estate/company.ts';
import { hashText, mix, randomOf } from '../random.ts';
import {
  type DemoAccount,
  type DemoOrganization,
  larkspur,
  member,
  platformAccounts,
} from './company-accounts.ts';

/** The shares of what can be in trouble. */
const [refusedShare, suspendedShare, mostThrottled] = [0.05, 0.02, 10];

/** How many of a hundred accounts are in each unit, and what stage they are. */
const stages = [
  { of: 46, unit: 'Workloads/Prod', stage: 'prod', tag: 'prod' },
  { of: 20, unit: 'Workloads/Stage', stage: 'stage', tag: 'staging' },
  { of: 14, unit: 'Workloads/Dev', stage: 'dev', tag: 'dev' },
  { of: 14, unit: 'Sandbox', stage: 'sandbox', tag: 'dev' },
  { of: 4, unit: 'Deployments', stage: 'pipeline', tag: 'prod' },
  { of: 2, unit: 'Policy Staging', stage: 'policy', tag: 'staging' },
] as const;

/**
 * An organization of so many accounts, the same ones for the same number. `hasTroubles`: one in twenty refuses its role,
 * one in fifty is suspended, and ten at most are throttled.
 */
export function generatedOrganization(count: number, hasTroubles: boolean): DemoOrganization {
  const [management] = larkspur.accounts;
  const platform = platformAccounts.slice(0, count - 1);
  const workloads = Array.from({ length: Math.max(0, count - 1 - platform.length) }, (_, index) =>
    workload(index),
  );
  const troubles = hasTroubles ? troublesOf(workloads, count) : new Map<string, Partial<DemoAccount>>();
  const members = [...platform, ...workloads].map((account) => ({ ...account, ...troubles.get(account.id) }));
  return { ...larkspur, accounts: [management, ...members] };
}

function workload(index: number): DemoAccount {
  const random = randomOf(hashText('generated account'), index);
  const { unit, stage, tag } = stageAt(random.next() * 100);
  const team: Team = random.pick(teams);
  const service = random.pick(team.services);
  const number = String(index + 1).padStart(3, '0');
  return member(
    generatedId(index),
    `${service}-${stage}-${number}`,
    unit,
    { env: tag, team: team.name },
    {
      ...(random.chance(0.02)
        ? { optedIn: [random.pick(['ap-southeast-3', 'eu-central-2', 'me-central-1'])] }
        : {}),
      ...(stage === 'prod' && random.chance(0.03) ? { sharesOutside: true } : {}),
    },
  );
}

function stageAt(percent: number): (typeof stages)[number] {
  let rest = percent;
  for (const one of stages) {
    if (rest < one.of) return one;
    rest -= one.of;
  }
  return stages[0];
}

/** Twelve digits that no other index has. */
function generatedId(index: number): string {
  return String(500_000_000_000 + mix(index + 77) * 100 + (index % 100));
}

/** Who is in trouble, spread over all that hold workloads. */
function troublesOf(
  workloads: readonly DemoAccount[],
  count: number,
): ReadonlyMap<string, Partial<DemoAccount>> {
  const spread = workloads.toSorted((one, other) => hashText(one.id) - hashText(other.id));
  const next = (many: number): readonly DemoAccount[] => spread.splice(0, many);
  const refused = next(Math.round(count * refusedShare));
  const suspended = next(Math.round(count * suspendedShare));
  const throttled = next(Math.min(mostThrottled, Math.floor(count / 20)));
  return new Map<string, Partial<DemoAccount>>([
    ...refused.map(({ id }) => [id, { roles: [], ssoRoles: [] }] as const),
    ...suspended.map(({ id }) => [id, { state: 'SUSPENDED', units: ['Suspended'] }] as const),
    ...throttled.map(({ id }) => [id, { isThrottled: true }] as const),
  ]);
}
