import { readFileSync } from 'node:fs';

/** What a process has used of the processors, ms: itself, and those of its children that have ended. */
export interface CpuMs {
  own: number;
  children: number;
}

/** Linux counts in hundredths of a second for every program (`man proc_pid_stat`). */
const TICK_MS = 10;

/** From /proc; undefined where there is none, or no such process on this machine. */
export function cpuOf(pid: number | 'self'): CpuMs | undefined {
  const fields = statOf(pid);
  if (!fields) return undefined;
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15).map(Number);
  return { own: (user + system) * TICK_MS, children: (childUser + childSystem) * TICK_MS };
}

/** What all processes that one has started have used, ms: those that live, and those that have ended. Undefined where that cannot be told. */
export function cpuBelow(pid: number): number | undefined {
  const ended = cpuOf(pid)?.children;
  if (ended === undefined) return undefined;
  try {
    const living = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .filter((id) => id !== '');
    return living.reduce((sum, child) => sum + (cpuOf(Number(child))?.own ?? 0), ended);
  } catch {
    return undefined;
  }
}

/** The process that started this one; undefined where that cannot be told. */
export function parentOf(pid: number): number | undefined {
  const parent = statOf(pid)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** What follows the program's name, which may hold anything: from the state on. */
function statOf(pid: number | 'self'): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
