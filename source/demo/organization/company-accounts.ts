/**
 * The accounts of Larkspur Freight, as AWS Control Tower lays a company out: a management account, OUs for security and
 * infrastructure, workloads by stage, sandboxes, what was bought with the Hamburg haulier, and what is being closed.
 */

/** A role that the management account may assume. */
export interface DemoRole {
  /** With its path: `partners/PartnerAudit`. */
  readonly name: string;
  /** What the trust policy wants as `sts:ExternalId`. */
  readonly externalId?: string;
}

export interface DemoAccount {
  readonly id: string;
  readonly name: string;
  readonly state: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
  /** Names of the units above it, the highest first. */
  readonly units: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly roles: readonly DemoRole[];
  /** What whoever signed in to IAM Identity Center may be there. */
  readonly ssoRoles: readonly string[];
  /** Regions that it has opted in to, and the others have not. */
  readonly optedIn?: readonly string[];
  /** True: a snapshot of it is shared with somebody outside of the company. */
  readonly sharesOutside?: boolean;
  /** True: a database came from the account of somebody outside of the company. */
  readonly copiesFromOutside?: boolean;
  /** True: somebody outside of the company keeps copies of its file systems, in a vault that is shared with it. */
  readonly isKeptOutside?: boolean;
  /** True: its services take few calls a second. */
  readonly isThrottled?: boolean;
}

/** An organization with its management account first. */
export interface DemoOrganization {
  readonly id: string;
  readonly rootId: string;
  readonly accounts: readonly [DemoAccount, ...DemoAccount[]];
}

/** The role that the company's StackSet makes in every member account. */
export const auditRole = 'LarkspurAudit';
/** One for the auditors' own account: its trust policy asks for an external id. */
const partnerRole: DemoRole = { name: 'partners/PartnerAudit', externalId: 'larkspur-7731' };

const memberRoles: readonly DemoRole[] = [
  { name: 'AWSControlTowerExecution' },
  { name: 'OrganizationAccountAccessRole' },
  { name: auditRole },
  partnerRole,
];

/** An account as a company makes it: with the roles that all of them have. */
export const member = (
  id: string,
  name: string,
  units: string,
  tags: Readonly<Record<string, string>>,
  more: Partial<DemoAccount> = {},
): DemoAccount => ({
  id,
  name,
  state: 'ACTIVE',
  units: units.split('/'),
  tags,
  roles: memberRoles,
  ssoRoles: ['AdministratorAccess', 'ReadOnlyAccess'],
  ...more,
});

const prod = (team: string) => ({ env: 'prod', team });
const staging = (team: string) => ({ env: 'staging', team });
const dev = (team: string) => ({ env: 'dev', team });

const management: DemoAccount = {
  id: '104729310482',
  name: 'Larkspur Freight',
  state: 'ACTIVE',
  units: [],
  tags: { team: 'platform' },
  roles: [],
  ssoRoles: ['ViewOnlyAccess'],
};

/** What every company has before it has anything of its own. */
export const platformAccounts: readonly DemoAccount[] = [
  member('254321098765', 'log-archive', 'Security', prod('platform'), { ssoRoles: ['SecurityAudit'] }),
  member('221098765432', 'audit', 'Security', prod('platform'), { ssoRoles: ['SecurityAudit'] }),
  member('232109876543', 'network-hub', 'Infrastructure', prod('platform')),
  member('243210987654', 'shared-services', 'Infrastructure', prod('platform')),
  member('210987654321', 'central-backup', 'Infrastructure', prod('platform')),
];

/** Seven in ten of its accounts hold workloads. Three are in trouble: one role refuses, one is suspended, one closing. */
export const larkspur: DemoOrganization = {
  id: 'o-lk7spur4fr',
  rootId: 'r-lk7s',
  accounts: [
    management,
    ...platformAccounts,
    member('123456789012', 'larkspur-prod', 'Workloads/Prod', prod('platform')),
    member('301122334455', 'dispatch-prod', 'Workloads/Prod', prod('Transport')),
    member('302233445566', 'wms-prod', 'Workloads/Prod', prod('warehouse')),
    member('303344556677', 'customs-prod', 'Workloads/Prod', prod('Customs'), { isKeptOutside: true }),
    member('304455667788', 'data-prod', 'Workloads/Prod', prod('Data Platform'), { sharesOutside: true }),
    member('345678901234', 'portal-prod', 'Workloads/Prod', prod('customer portal')),
    member('306677889900', 'sap-prod', 'Workloads/Prod', prod('Finance IT'), {
      ssoRoles: ['AdministratorAccess'],
    }),
    member('307788990011', 'singapore-prod', 'Workloads/Prod', prod('warehouse'), {
      optedIn: ['ap-southeast-3'],
    }),
    member('401122334455', 'dispatch-staging', 'Workloads/NonProd', staging('Transport')),
    member('402233445566', 'wms-staging', 'Workloads/NonProd', staging('warehouse')),
    member('403344556677', 'data-dev', 'Workloads/NonProd', dev('Data Platform')),
    member('404455667788', 'portal-dev', 'Workloads/NonProd', dev('customer portal')),
    member('501122334455', 'sandbox-okafor', 'Sandbox', dev('Transport')),
    member('502233445566', 'sandbox-sato', 'Sandbox', dev('Data Platform')),
    member('601122334455', 'mueller-prod', 'Hamburg', prod('Transport'), { copiesFromOutside: true }),
    // Joined the organization by invitation: nobody has made the roles there.
    member('602233445566', 'mueller-erp', 'Hamburg', prod('Finance IT'), { roles: [], ssoRoles: [] }),
    member('701122334455', 'old-tracking', 'Suspended', {}, { state: 'SUSPENDED' }),
    member('702233445566', 'mueller-pilot', 'Suspended', {}, { state: 'PENDING_CLOSURE' }),
  ],
};
