import { Command, Option } from 'commander';
import { createKey, KeyProblem, listKeys, revokeKey } from '../access/keys.js';
import type { KeyUnit } from '../access/unit-of-key.js';
import { loadConfig } from '../config.js';
import { ROLES, type Role } from '../domain/role.js';
import { parseDuration } from '../domain/variable.js';
import { openEngines } from '../processes/engines.js';
import { type Orm, openOrm } from '../store/orm.js';
import { UsageProblem } from './arguments.js';
import { table } from './screen.js';

interface CreateOptions {
  name: string;
  role: Role;
  unit?: string;
  official?: string;
  scope: string[];
  expires?: string;
}

export function keysCommand(): Command {
  const keys = new Command('keys').description('service keys for the GraphQL API: create, list, revoke');
  keys
    .command('create')
    .description('print a new key, alone and once')
    .requiredOption('--name <name>', 'which application or person')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option(
      '--unit <code>',
      'limit to this unit, its sub-units and its successors; any code that it has or had',
    )
    .option(
      '--official <code>',
      'this official’s key, who is shown their own file whole: managing agency, / and number, H56.14/CC-0001',
    )
    .option(
      '--scope <scope>',
      'personal: show personal fields unmasked; sensitive: sensitive ones too (may be repeated)',
      collect,
      [],
    )
    .option('--expires <duration>', 'end by itself after this, 90d')
    .addHelpText(
      'after',
      '\nExample:\n  $ KEY=$(lienthong keys create --name "app một cửa" --role viewer --unit H56.14.41 --expires 90d)',
    )
    .action(async ({ name, role, unit, official, scope, expires }: CreateOptions) => {
      const lastsMs = expires === undefined ? undefined : parseDuration(expires);
      if (expires !== undefined && lastsMs === undefined) {
        throw new UsageProblem('--expires: expected a duration such as 90d');
      }
      const made = await withOrm((orm) =>
        createKey(orm.em.fork(), {
          name,
          role,
          scopes: scope,
          ...(unit === undefined ? {} : { unit }),
          ...(official === undefined ? {} : { official }),
          ...(lastsMs === undefined ? {} : { lastsMs }),
        }),
      );
      if (made.unit) console.error(limitOf(made.unit));
      console.log(made.key);
    });
  keys
    .command('list')
    .description('all keys, never their text')
    .option('--json', 'as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const all = await withOrm((orm) => listKeys(orm.em.fork()));
      if (json) console.log(JSON.stringify(all));
      else {
        const rows = all.map(
          ({
            id,
            name,
            role,
            unit = '',
            official = '',
            scopes,
            prefix,
            lastUsedAt,
            revokedAt,
            expiresAt,
          }) => [
            id,
            name,
            role,
            unit,
            official,
            scopes.join(' '),
            `${prefix}…`,
            lastUsedAt?.toISOString() ?? '',
            revokedAt
              ? `revoked ${revokedAt.toISOString()}`
              : expiresAt
                ? `expires ${expiresAt.toISOString()}`
                : '',
          ],
        );
        console.log(
          table(['id', 'name', 'role', 'unit', 'official', 'scopes', 'key', 'last used', ''], rows),
        );
      }
    });
  keys
    .command('revoke')
    .description('end a key at once')
    .argument('<id-or-name>')
    .action(async (which: string) => {
      console.log(`revoked ${await withOrm((orm) => revokeKey(orm.em.fork(), which))}`);
    });
  return keys;
}

/** What a key is limited to, for who made it; the key itself stands alone on the standard output. */
function limitOf({ code, name, successors }: KeyUnit): string {
  const since = successors.map((unit) => `${unit.code} ${unit.name}`).join(', ');
  return `for ${code} ${name}${since ? `, which has ended: with what ${since} did since` : ''}`;
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

async function withOrm<T>(work: (orm: Orm) => Promise<T>): Promise<T> {
  const engines = await openEngines(loadConfig(), { migrate: false, patience: 'command' });
  const orm = await openOrm(engines.databaseUrl);
  try {
    return await work(orm);
  } catch (error) {
    throw error instanceof KeyProblem ? new UsageProblem(error.message) : error;
  } finally {
    await orm.close(true);
    await engines.close();
  }
}
