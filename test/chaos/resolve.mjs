// Lets Node run these TypeScript files as they stand, against the built hub: `../../src/x.js` is read from the build
// (CHAOS_DIST, default dist/), and a sibling's `.js` from its `.ts`.
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = new URL('../../', import.meta.url).href;
const BUILT = `${pathToFileURL(resolve(process.env['CHAOS_DIST'] ?? new URL('../../dist', import.meta.url).pathname)).href}/`;

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || !specifier.endsWith('.js')) return next(specifier, context);
    const wanted = new URL(specifier, context.parentURL).href;
    if (wanted.startsWith(`${ROOT}src/`)) return next(BUILT + wanted.slice(ROOT.length + 4), context);
    if (wanted.startsWith(`${ROOT}test/`) || wanted.startsWith(`${ROOT}bench/`))
      return next(wanted.replace(/\.js$/, '.ts'), context);
    return next(specifier, context);
  },
});
