import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { runSimulators } from '../../src/connectors/portals/simulation/index.js';

/** Both portals' simulators in a process of their own, empty. */
export interface Simulators {
  nationalUrl: string;
  provincialUrl: string;
  /** How many dossiers and trace entries each holds. */
  held(): Promise<Record<'national' | 'provincial', string>>;
  close(): Promise<void>;
}

interface Urls {
  nationalUrl: string;
  provincialUrl: string;
}

export async function startSimulators(): Promise<Simulators> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: [] });
  const [urls] = (await once(child, 'message')) as [Urls];
  const countsAt = async (url: string) => {
    const response = await fetch(`${new URL(url).origin}/_sim/state?part=summary`);
    const { counts } = (await response.json()) as { counts: unknown };
    return JSON.stringify(counts);
  };
  return {
    ...urls,
    held: async () => ({
      national: await countsAt(urls.nationalUrl),
      provincial: await countsAt(urls.provincialUrl),
    }),
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const { national, provincial } = await runSimulators({ seed: 1 });
  process.send({ nationalUrl: national.url, provincialUrl: provincial.url } satisfies Urls);
  process.on('disconnect', () => process.exit());
}
