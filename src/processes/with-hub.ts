import type { Config } from '../config.js';
import { openEngines } from './engines.js';
import { type Hub, openHub } from './hub.js';

/** Opens the hub for one command, and closes it whatever happens. */
export async function withHub<T>(config: Config, work: (hub: Hub) => Promise<T>): Promise<T> {
  const engines = await openEngines(config, { migrate: false, patience: 'command' });
  try {
    const hub = await openHub(config, engines);
    try {
      return await work(hub);
    } finally {
      await hub.close();
    }
  } finally {
    await engines.close();
  }
}
