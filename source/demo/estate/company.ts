/**
 * The company that the simulated account belongs to: Larkspur Freight, a carrier with warehouses. It began in
 * Baltimore, bought the Hamburg haulier Spedition Müller, has offices in Singapore and 東京, and moves its file
 * servers to AWS site by site.
 */

/** A team and the habits its resources are named and tagged by. */
export interface Team {
  readonly name: string;
  readonly services: readonly [string, ...string[]];
  readonly costCentre: string;
  /** How the team names a resource of one of its services. */
  readonly style: (service: string, environment: string, role: string) => string;
  /** The key under which the team records the environment: no two agree. */
  readonly environmentKey: string;
  /** What its people write where a tag asks for an owner. */
  readonly owners: readonly [string, ...string[]];
}

export const teams: readonly [Team, ...Team[]] = [
  {
    name: 'Transport',
    services: ['dispatch', 'route-planner', 'track-and-trace', 'driver-app'],
    costCentre: '4100',
    style: (service, environment, role) => `${service}-${environment}-${role}`,
    environmentKey: 'Environment',
    owners: ['a.okafor@larkspur.example', 'Zoë de Vries'],
  },
  {
    name: 'warehouse',
    services: ['wms', 'yard', 'slotting', 'label-printing'],
    costCentre: '4200',
    style: (service, environment, role) => `${service}-${environment}-${role}`,
    environmentKey: 'env',
    owners: ['warehouse-oncall@larkspur.example', 'Marcus Hale'],
  },
  {
    name: 'Customs',
    services: ['declarations', 'tariffs', 'edi-gateway'],
    costCentre: '4300',
    style: (service, environment, role) => `${environment.toUpperCase()}-${service}-${role}`,
    environmentKey: 'Stage',
    owners: ['Jürgen Müller', 'Karin Müller'],
  },
  {
    name: 'Finance IT',
    services: ['invoicing', 'sap', 'payroll', 'credit-notes'],
    costCentre: '9001',
    style: (service, environment, role) => `fin.${service}.${role}.${environment}`,
    environmentKey: 'Environment',
    owners: ['finance-it@larkspur.example', 'José Araújo'],
  },
  {
    name: 'Data Platform',
    services: ['data-lake', 'kpi', 'airflow', 'forecasting'],
    costCentre: '2210',
    style: (service, environment, role) => `dp_${environment}_${service}_${role}`,
    environmentKey: 'env',
    owners: ['data-platform@larkspur.example', '佐藤 健'],
  },
  {
    name: 'customer portal',
    services: ['booking', 'quotes', 'portal'],
    costCentre: '3305',
    style: (service, environment, role) => `portal-${service}-${environment}-${role}`,
    environmentKey: 'Stage',
    owners: ['portal@larkspur.example', 'Siobhán Reilly'],
  },
  {
    name: 'platform',
    services: ['jenkins', 'gitlab', 'grafana', 'bastion', 'vpn'],
    costCentre: '1000',
    style: (service, _environment, role) => `${service}/${role}`,
    environmentKey: 'environment',
    owners: ['platform@larkspur.example', 'Dana Whitfield'],
  },
];

export const environments: readonly [string, ...string[]] = ['prod', 'prod', 'prod', 'staging', 'dev', 'qa'];

/** The team that runs a service. */
export function teamOf(service: string): Team {
  return teams.find(({ services }) => services.includes(service)) ?? teams[0];
}

/** What a disk is for decides its type and how large it is; most are small. */
export interface DiskRole {
  readonly role: string;
  readonly types: readonly [string, ...string[]];
  /** GiB. */
  readonly sizes: readonly [number, ...number[]];
  /** The share of it that holds data, from and to. */
  readonly filled: readonly [number, number];
}

export const diskRoles: readonly [DiskRole, ...DiskRole[]] = [
  { role: 'root', types: ['gp3', 'gp3', 'gp2'], sizes: [8, 8, 20, 30, 30, 50], filled: [0.3, 0.7] },
  { role: 'root', types: ['gp3', 'gp2'], sizes: [16, 30, 30, 80], filled: [0.3, 0.7] },
  {
    role: 'data',
    types: ['gp3', 'gp3', 'io2'],
    sizes: [100, 100, 200, 200, 500, 500, 1000, 2000],
    filled: [0.2, 0.8],
  },
  { role: 'data', types: ['gp3'], sizes: [50, 100, 100, 200, 300], filled: [0.2, 0.8] },
  { role: 'logs', types: ['gp3', 'gp2'], sizes: [20, 50, 50, 100], filled: [0.4, 0.9] },
  { role: 'archive', types: ['st1', 'sc1'], sizes: [500, 1000, 2000], filled: [0.1, 0.5] },
];

/** What people write when they take a snapshot by hand. */
export const handMadeReasons: readonly [string, ...string[]] = [
  '',
  'before OS upgrade',
  'before kernel patch CHG-19877',
  'before release 2026.1',
  'do not delete',
  'decommissioned, ticket OPS-4411',
  'for the auditors, Q4',
  'moved to the new cluster, keep for a while',
];

/** A database of the company: its service, where it runs, its engine and GiB of storage. */
export type Database = readonly [service: string, environment: string, engine: string, gibibytes: number];

export const databases: readonly [Database, ...Database[]] = [
  ['dispatch', 'prod', 'postgres', 400],
  ['wms', 'prod', 'oracle-ee', 1600],
  ['track-and-trace', 'prod', 'postgres', 1000],
  ['invoicing', 'prod', 'sqlserver-se', 300],
  ['booking', 'prod', 'mysql', 200],
  ['declarations', 'prod', 'postgres', 500],
  ['yard', 'prod', 'mariadb', 60],
  ['payroll', 'prod', 'sqlserver-se', 100],
  ['driver-app', 'prod', 'postgres', 120],
  ['quotes', 'prod', 'mysql', 50],
  ['edi-gateway', 'prod', 'postgres', 250],
  ['gitlab', 'prod', 'postgres', 100],
  ['wms', 'staging', 'oracle-ee', 800],
  ['dispatch', 'staging', 'postgres', 100],
  ['tariffs', 'prod', 'mariadb', 20],
  ['airflow', 'prod', 'postgres', 40],
  ['grafana', 'prod', 'mysql', 20],
  ['booking', 'staging', 'mysql', 50],
  ['credit-notes', 'prod', 'sqlserver-se', 60],
  ['route-planner', 'prod', 'postgres', 80],
  ['label-printing', 'prod', 'mariadb', 20],
  ['track-and-trace', 'qa', 'postgres', 200],
  ['slotting', 'prod', 'mysql', 40],
  ['portal', 'prod', 'postgres', 60],
  ['invoicing', 'qa', 'sqlserver-se', 100],
  ['declarations', 'dev', 'postgres', 40],
  ['wms', 'dev', 'oracle-ee', 200],
  ['quotes', 'dev', 'mysql', 20],
  ['sap', 'qa', 'sqlserver-se', 400],
  ['kpi', 'dev', 'postgres', 100],
];

/** The clusters, engines in the order of `rds-clusters.ts`. */
export const clusterServices: readonly [string, ...string[]] = [
  'portal',
  'kpi',
  'quotes',
  'driver-app',
  'route-planner',
  'booking',
  'forecasting',
  'slotting',
  'track-and-trace',
  'tariffs',
];

/** A share: the service that it belongs to, its name where it has one of its own, and GiB. */
export type Share = readonly [service: string, name: string, gibibytes: number];

export const shares: readonly [Share, ...Share[]] = [
  ['declarations', 'customs-documents', 420],
  ['jenkins', 'jenkins-home', 60],
  ['edi-gateway', 'edi-inbox', 95],
  ['wms', 'wms-reports', 140],
  ['gitlab', 'gitlab-data', 310],
  ['track-and-trace', 'pod-images', 480],
  ['label-printing', 'label-templates', 4],
  ['invoicing', 'invoice-pdf', 260],
  ['sap', 'sap-transport', 75],
  ['declarations', 'Zollpapiere Müller', 180],
  ['airflow', 'airflow-dags', 2],
  ['driver-app', 'driver-documents', 35],
  ['forecasting', 'forecast-models', 120],
  ['payroll', 'hr-exports', 8],
  ['portal', 'cms-media', 48],
  ['kpi', 'kpi-extracts', 210],
  ['yard', 'yard-cameras', 380],
  ['wms', '東京-倉庫', 30],
  ['slotting', 'slotting-maps', 12],
  ['tariffs', 'tariff-tables', 3],
  ['quotes', 'quote-archive', 55],
];

/** Where agents stand: the sites whose file servers move to a region. */
const sitesByRegion: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'us-east-1': ['bal1', 'sav1', 'mem1', 'chi1', 'bal2'],
  'us-west-2': ['tac1', 'oak1'],
  'eu-west-1': ['rtm1', 'dub1', 'fel1'],
  'eu-central-1': ['ham1'],
  'ap-southeast-1': ['sin1'],
};

/** The site whose agent has this index. */
export function siteOf(region: string, agent: number): string {
  const sites = sitesByRegion[region] ?? ['hub1'];
  return sites[agent % sites.length] ?? sites[0];
}

/** What lies on the file servers of the sites. */
export const siteData: readonly [string, ...string[]] = [
  'home',
  'pod-images',
  'projects',
  'cmr-scans',
  'edi-archive',
  'finance',
  'warehouse-reports',
  'yard-video',
  'hr',
  'wms-images',
  'cad',
];

/** The region that the company began in; what is rare is all there. */
export const homeRegion = 'us-east-1';
