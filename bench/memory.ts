import { readFileSync } from 'node:fs';

/** Most resident memory that a process ever had, KiB (VmHWM of /proc); 0 where the process or /proc is not there. */
export function highWater(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
