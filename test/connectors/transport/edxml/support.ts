import { readFileSync } from 'node:fs';
import { ACKNOWLEDGEMENTS, edxmlPackages } from '../../../../src/connectors/transport/edxml/packages.js';
import { readPackage, type Screen } from '../../../../src/connectors/transport/edxml/read-package.js';
import type { JsonObject } from '../../../../src/domain/canonical.js';
import type { Contents } from '../../../../src/domain/ports.js';
import { createContents } from '../../../../src/files/index.js';

export const NOW = Date.parse('2024-08-26T00:00:00Z');

export function golden(name: string): string {
  return readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8');
}

/** Counts what is open and what has been kept, of contents that look alone. */
export function counting(): Contents & { kept: string[]; open_: number } {
  const looking = createContents('/nowhere');
  const seen = { kept: [] as string[], open_: 0 };
  return Object.assign(seen, {
    open: async (name: string) => {
      seen.open_ += 1;
      const writer = await looking.open(name, true);
      return {
        ...writer,
        end: async () => {
          const written = await writer.end();
          return { ...written, keep: async () => void seen.kept.push(written.file) };
        },
      };
    },
  });
}

/** The text in chunks of so many bytes. */
export async function* chunked(text: string, size = 1 << 20): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const letIn: Screen = () => undefined;

export function read(text: string, options: { size?: number; contents?: Contents; screen?: Screen } = {}) {
  const { size, contents = counting(), screen = letIn } = options;
  return readPackage(chunked(text, size), { name: 'vb.edxml' }, { contents, trial: false }, screen);
}

export function packages(
  acknowledge: (typeof ACKNOWLEDGEMENTS)[number] = 'arrived',
  own: readonly string[] = ['000-00-14-h56'],
  warnings: string[] = [],
) {
  return edxmlPackages({
    own,
    acknowledge,
    screen: letIn,
    clock: { now: () => NOW },
    warn: (message) => warnings.push(message),
  });
}

export function report(errors: { field: string; code: string; message: string }[] = []) {
  const quarantined = errors.length > 0 ? 1 : 0;
  const counts = { read: 1, stored: 1 - quarantined, unchanged: 0, stale: 0, quarantined };
  return { file: 'vb.edxml', ...counts, errors: errors.map((error) => ({ ...error, line: 1 })) };
}

export function header(raw: unknown): JsonObject {
  return (raw as { MessageHeader: JsonObject }).MessageHeader;
}
