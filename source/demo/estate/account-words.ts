import { clusterServices, type Database, databases, type Share, shares, teams } from './company.ts';
import type { Words } from './owner.ts';

/** The names of a team's account of one environment: of the team's services, each at least once. */
export function wordsOf(teamName: string, environment: string): Words {
  const team = teams.find(({ name }) => name === teamName) ?? teams[0];
  const [service] = team.services;
  const isOurs = (name: string): boolean => team.services.includes(name);
  const [database = [service, environment, 'postgres', 100] as const, ...otherDatabases] = databases
    .filter(([name]) => isOurs(name))
    .map(([name, , engine, gibibytes]): Database => [name, environment, engine, gibibytes]);
  const [cluster = service, ...otherClusters] = clusterServices.filter(isOurs);
  const [share = [service, `${service}-home`, 40] as const, ...otherShares]: readonly Share[] = shares.filter(
    ([name]) => isOurs(name),
  );
  return {
    teams: [team],
    environments: [environment],
    databases: [database, ...otherDatabases],
    clusterServices: [cluster, ...otherClusters],
    clusterEnvironment: environment,
    shares: [share, ...otherShares],
  };
}
