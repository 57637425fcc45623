import { FAKE_SCAN_START } from '../../helpers/fake-context.ts';

const PREFIX = 'arn:aws:datasync:us-east-1:123456789012';

/** A task's ARN: `task-000…01`. */
export function taskArn(number: number): string {
  return `${PREFIX}:task/task-${id(number)}`;
}

/** An execution's ARN, which its task's leads. */
export function executionArn(task: number, number: number): string {
  return `${taskArn(task)}/execution/exec-${id(number)}`;
}

export function locationArn(number: number): string {
  return `${PREFIX}:location/loc-${id(number)}`;
}

export function agentArn(number: number): string {
  return `${PREFIX}:agent/agent-${id(number)}`;
}

/** So many days before the scan's start. */
export function daysAgo(days: number): Date {
  return new Date(FAKE_SCAN_START.getTime() - days * 24 * 60 * 60_000);
}

/** So many minutes before the scan's start. */
export function minutesAgo(minutes: number): Date {
  return new Date(FAKE_SCAN_START.getTime() - minutes * 60_000);
}

function id(number: number): string {
  return String(number).padStart(17, '0');
}
