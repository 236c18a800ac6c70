import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The portals' profiles of the demo: the simulators on this machine take far more than a real portal, and a look need
 * not wait as long.
 */
const PROFILES = {
  national: {
    requestsPerSecond: 5_000,
    concurrency: 4,
    answerTimeout: 3_000,
    readBackDelays: [300, 900, 2_500],
  },
  provincial: {
    requestsPerSecond: 5_000,
    concurrency: 8,
    answerTimeout: 3_000,
    readBackDelays: [300, 900, 2_500],
  },
};

/** The environment of the demo's hub: the sample's sources, the simulators' addresses, its own data folder. */
export function demoEnvironment(given: {
  dataDir: string;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  port: number;
  sources: Readonly<Record<string, string>>;
  nationalUrl: string;
  provincialUrl: string;
}): NodeJS.ProcessEnv {
  const profiles = join(given.dataDir, 'profiles.json');
  writeFileSync(profiles, JSON.stringify(PROFILES, undefined, 2));
  return {
    ...(given.databaseUrl === undefined ? {} : { DATABASE_URL: given.databaseUrl }),
    ...(given.redisUrl === undefined ? {} : { REDIS_URL: given.redisUrl }),
    DATA_DIR: given.dataDir,
    PORT: String(given.port),
    LOG_LEVEL: 'error',
    PORTAL_PROFILES: profiles,
    NATIONAL_PORTAL_URL: given.nationalUrl,
    NATIONAL_PORTAL_USERNAME: 'lienthong',
    NATIONAL_PORTAL_PASSWORD: 'lienthong',
    PROVINCIAL_PORTAL_URL: given.provincialUrl,
    PROVINCIAL_PORTAL_CLIENT_ID: 'lienthong',
    PROVINCIAL_PORTAL_CLIENT_SECRET: 'lienthong',
    ...given.sources,
  };
}
