import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';

export type Orm = MikroORM;

/**
 * MikroORM over the store: migrations and administration. BullMQ's own schema is never looked at, so that no schema
 * tool ever proposes to drop it.
 */
export function openOrm(url: string): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: url,
    entities,
    pool: { min: 0, max: 3 },
    extensions: [Migrator],
    discovery: { warnWhenNoEntities: false },
    logger: () => undefined,
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'migration', transactional: true },
    schemaGenerator: { ignoreSchema: ['bullmq'], ignoreRoutines: true },
  });
}
