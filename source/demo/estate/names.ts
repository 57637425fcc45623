import type { Random } from '../random.ts';
import type { Row } from './collection.ts';

/** A team and the habits its resources are named and tagged by. */
export interface Team {
  readonly name: string;
  readonly services: readonly [string, ...string[]];
  readonly costCentre: string;
  /** How the team names a resource of one of its services. */
  readonly style: (service: string, environment: string, role: string) => string;
  /** The key under which the team records the environment: no two agree. */
  readonly environmentKey: string;
}

export const teams: readonly [Team, ...Team[]] = [
  {
    name: 'payments',
    services: ['ledger', 'checkout', 'payouts', 'card-vault'],
    costCentre: '4100',
    style: (service, environment, role) => `${service}-${environment}-${role}`,
    environmentKey: 'Environment',
  },
  {
    name: 'Data Platform',
    services: ['warehouse', 'events', 'feature-store', 'airflow'],
    costCentre: '2210',
    style: (service, environment, role) => `dp_${environment}_${service}_${role}`,
    environmentKey: 'env',
  },
  {
    name: 'media',
    services: ['transcode', 'thumbnails', 'archive', 'player'],
    costCentre: '3305',
    style: (service, environment, role) => `${environment.toUpperCase()}-${service}-${role}`,
    environmentKey: 'Stage',
  },
  {
    name: 'finance',
    services: ['billing', 'invoices', 'sap', 'payroll'],
    costCentre: '9001',
    style: (service, environment, role) => `fin.${service}.${role}.${environment}`,
    environmentKey: 'Environment',
  },
  {
    name: 'platform',
    services: ['jenkins', 'gitlab', 'grafana', 'bastion', 'vpn'],
    costCentre: '1000',
    style: (service, _environment, role) => `${service}/${role}`,
    environmentKey: 'environment',
  },
];

export const environments: readonly [string, ...string[]] = ['prod', 'prod', 'prod', 'staging', 'dev', 'qa'];

/**
 * What one team's people really typed. XML 1.0 has no ESC, so that the EC2 and RDS rows carry the one-byte forms
 * (U+009B, U+009D) of the same escape sequences.
 */
export const hostileTexts: readonly [string, ...string[]] = [
  '\u009b31mred alert\u009b0m',
  '\u009d8;;http://example.test/\u009cclick here\u009d8;;\u009c',
  'line one\nline two\tand a tab',
  '\u202etxt.exe backwards\u202c',
  '=HYPERLINK("http://example.test/?"&A1,"open")',
  '🚀 launch 👩‍👩‍👧‍👦 family',
  'データベースのバックアップ（本番）',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘',
  '+1-555-0100; DROP TABLE snapshots;--',
  '<script>alert("&amp;")</script>',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  'e\u0301'.repeat(12),
];

/** The same with real ESC and BEL, for the services that speak JSON. */
export const hostileJsonTexts: readonly [string, ...string[]] = [
  '\u001b[31mred alert\u001b[0m',
  '\u001b]8;;http://example.test/\u0007click here\u001b]8;;\u0007',
  '\u001b]0;unterminated title',
  ...hostileTexts.slice(2),
];

/** What a row is called and by whom. */
export interface Naming {
  readonly team: Team;
  readonly service: string;
  readonly environment: string;
  readonly name: string;
}

export function namingOf(random: Random, role: string): Naming {
  const team = random.pick(teams);
  const service = random.pick(team.services);
  const environment = random.pick(environments);
  return { team, service, environment, name: team.style(service, environment, role) };
}

/** The tags of a resource, as its team writes them; some people write none. */
export function tagsOf(
  random: Random,
  naming: Naming,
  name: string | undefined = naming.name,
): readonly Row[] {
  if (random.chance(0.12)) return [];
  const tags: Row[] = [];
  if (name !== undefined) tags.push({ Key: 'Name', Value: name });
  tags.push({ Key: naming.team.environmentKey, Value: naming.environment });
  if (random.chance(0.8)) tags.push({ Key: 'Team', Value: naming.team.name });
  if (random.chance(0.5)) tags.push({ Key: 'CostCenter', Value: naming.team.costCentre });
  if (random.chance(0.1)) tags.push({ Key: 'Owner', Value: `${naming.service}@example.com` });
  return tags;
}
