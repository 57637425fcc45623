import type { Random } from '../random.ts';
import type { Row } from './collection.ts';
import { type Team, teamOf } from './company.ts';
import type { Owner } from './owner.ts';

/** What a row is called and by whom. */
export interface Naming {
  readonly team: Team;
  readonly service: string;
  readonly environment: string;
  readonly name: string;
}

export function namingOf({ words }: Owner, random: Random, role: string): Naming {
  const team = random.pick(words.teams);
  return namingFor(random.pick(team.services), random.pick(words.environments), role);
}

/** The name that the team of a service gives to a resource of it. */
export function namingFor(service: string, environment: string, role: string): Naming {
  const team = teamOf(service);
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
  if (random.chance(0.25)) tags.push({ Key: 'Owner', Value: random.pick(naming.team.owners) });
  return tags;
}
