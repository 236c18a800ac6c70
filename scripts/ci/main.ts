import { existsSync, readFileSync } from 'node:fs';
import { enginesAsked, filesToRunAgain, type Report, summary } from './report.ts';

/*
 * `main.ts again <report>` prints the files to run once more; `main.ts summary <folder> <half>…` reads `<half>.json` and,
 * where there is one, `<half>-again.json`, prints the end of the log and ends with 1 when something failed, or no test passed on an engine of
 * CI_ENGINES.
 */

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Report;
const [what, place = '', ...names] = process.argv.slice(2);

if (what === 'again') {
  for (const file of filesToRunAgain(read(place))) console.log(file);
} else if (what === 'summary') {
  const halves = names.map((name) => {
    const again = `${place}/${name}-again.json`;
    return {
      name,
      first: read(`${place}/${name}.json`),
      ...(existsSync(again) ? { again: read(again) } : {}),
    };
  });
  const { ok, lines } = summary(halves, enginesAsked());
  console.log(lines.join('\n'));
  process.exitCode = ok ? 0 : 1;
} else {
  throw new Error(`unknown: ${what}`);
}
