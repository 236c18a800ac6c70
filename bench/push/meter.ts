import { cpuOf } from '../cpu.js';
import type { Cpu } from './setting.js';

/**
 * Starts to count; the function that comes back ends it. Sessions and simulators are counted once they have ended, so it
 * is called when both are gone. `postmaster`: the server's first process, where it runs on this machine.
 */
export function cpuMeter(postmaster: number | undefined): () => Cpu | undefined {
  const look = () => ({
    mine: cpuOf('self'),
    server: postmaster === undefined ? undefined : cpuOf(postmaster),
  });
  const before = look();
  return () => {
    const after = look();
    if (!before.mine || !after.mine || !before.server || !after.server) return undefined;
    return {
      process: after.mine.own - before.mine.own,
      simulators: after.mine.children - before.mine.children,
      postgres: after.server.children - before.server.children,
    };
  };
}
