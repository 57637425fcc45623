/** A tab of the terminal app over one or more kinds; its id is also the name of its table in the scan file. */
export interface Tab {
  readonly id: string;
  readonly title: string;
  /** The digit that opens it. */
  readonly key: string;
}

/** The tabs that show rows, in their order. Scan (1) and Summary (2) stand before them. */
export const TABS: readonly Tab[] = [
  { id: 'tasks', title: 'Tasks', key: '3' },
  { id: 'locations', title: 'Locations', key: '4' },
  { id: 'agents', title: 'Agents', key: '5' },
  { id: 'executions', title: 'Executions', key: '6' },
  { id: 'ebs', title: 'EBS', key: '7' },
  { id: 'rds', title: 'RDS', key: '8' },
  { id: 'efs', title: 'EFS', key: '9' },
];
