import { resolve } from 'node:path';
import { Command } from 'commander';
import { DateTime } from 'luxon';
import { ZONE } from '../domain/time.js';
import { writeSample } from '../sample/index.js';
import { UsageProblem, wholeNumber } from './arguments.js';
import { bars } from './screen.js';

interface Options {
  dossiers: number;
  seed: string;
  out: string;
  now?: string;
  json?: boolean;
}

export function sampleCommand(): Command {
  return new Command('sample')
    .description('a made-up district in the sources’ file forms; the same seed and day give the same bytes')
    .option('--dossiers <n>', 'how many dossiers', wholeNumber, 1000)
    .option('--seed <seed>', 'which district', '1')
    .requiredOption('--out <dir>', 'folder to write to')
    .option('--now <day>', 'the day on which the district stands, yyyy-MM-dd (default: today)')
    .option('--json', 'print the summary as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ lienthong sample --dossiers 1000 --seed 1 --out ./district\n  $ SOURCE_ONE_STOP_URL=file://$PWD/district/one-stop lienthong sync',
    )
    .action(async ({ dossiers, seed, out, now, json = false }: Options) => {
      const day =
        now === undefined
          ? DateTime.now().setZone(ZONE)
          : DateTime.fromFormat(now, 'yyyy-MM-dd', { zone: ZONE });
      if (!day.isValid) throw new UsageProblem(`--now: expected a day such as 2026-11-24, got "${now}"`);
      const screen = bars(!json);
      screen.add('hồ sơ / dossiers');
      const summary = await writeSample({
        dossiers,
        seed,
        out: resolve(out),
        now: day.startOf('day').toMillis(),
        onProgress: (written, of) => screen.move('hồ sơ / dossiers', of > 0 ? written / of : 1, `${written}`),
      }).catch((error: unknown) => {
        throw isUnwritable(error) ? new UsageProblem(`--out: ${error.message}`) : error;
      });
      screen.stop();
      if (json) {
        console.log(JSON.stringify(summary));
        return;
      }
      const { units, procedures, updates, notices, files, bad, systems } = summary;
      console.log(
        `${dossiers} hồ sơ / dossiers (${updates} cập nhật / updates), ${notices} tin / notices, ${files} tệp / files, ` +
          `${units} đơn vị / units, ${procedures} thủ tục / procedures, ${bad.length} bản ghi sai cố ý / bad on purpose`,
      );
      for (const [source, { records, bad: wrong }] of Object.entries(systems)) {
        console.log(`${source}: ${records} bản ghi / records, ${wrong} sai cố ý / bad on purpose`);
      }
      for (const [name, value] of Object.entries(summary.environment)) console.log(`${name}=${value}`);
    });
}

/** The folder that was named cannot be made or written. */
function isUnwritable(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error &&
    'code' in error &&
    /^(ENOTDIR|EEXIST|EACCES|EROFS|ENOSPC|EPERM)$/.test(String(error.code))
  );
}
