import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Linux counts a process's time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** The share of one core, in percent, that a process uses over some seconds; undefined where /proc does not say. */
export async function cpuShare(pid: number, seconds: number): Promise<number | undefined> {
  const before = cpuTicks(pid);
  const started = performance.now();
  await pause(seconds * 1000);
  const after = cpuTicks(pid);
  if (before === undefined || after === undefined) return undefined;
  const elapsed = (performance.now() - started) / 1000;
  return ((after - before) / TICKS_PER_SECOND / elapsed) * 100;
}

function cpuTicks(pid: number): number | undefined {
  const stat = procFile(pid, 'stat');
  // The name, in brackets, may hold blanks: fields are counted from behind it.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined ? undefined : Number(fields[11]) + Number(fields[12]);
}

/** The most memory that a living process has held, in bytes; undefined where /proc does not say. */
export function peakMemory(pid: number): number | undefined {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(procFile(pid, 'status') ?? '')?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

function procFile(pid: number, name: string): string | undefined {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}
