import { readFileSync } from 'node:fs';
import { mailboxes } from '../../../../src/connectors/sources/mailboxes/index.js';
import type { Decoded, RawRecord } from '../../../../src/domain/ports.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

export const NOW = '2026-01-05T03:00:00.000Z';
export const SETTINGS = {
  SOURCE_MAILBOXES_UNITS: 'Phòng Nội vụ=H56.14.3;Phong Noi vu=H56.14.3',
  SOURCE_MAILBOXES_POSTS: 'ou=ChucVu',
};

export function golden(name: string): Buffer {
  return readFileSync(new URL(`golden/${name}`, import.meta.url));
}

/** The source, reading that address. */
export function sourceAt(address: string, settings: Record<string, string> = SETTINGS, warn = () => {}) {
  return mailboxes.create(
    { SOURCE_MAILBOXES_URL: address, ...settings },
    { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn },
  );
}

/** What a drop with one file of that content gives, each record by itself. */
export async function taken(
  dir: string,
  settings?: Record<string, string>,
): Promise<{ record: RawRecord; decoded: Decoded }[]> {
  const source = sourceAt(`file://${dir}`, settings);
  const all: { record: RawRecord; decoded: Decoded }[] = [];
  const run = { now: Date.parse(NOW), signal: new AbortController().signal };
  for await (const page of source.pull(undefined, run)) {
    for (const record of page.records) all.push({ record, decoded: source.decode(record, run) });
  }
  return all;
}

/** `DonVi BAD_CODE` of each problem. */
export function problems(decoded: Decoded): string[] {
  return decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`.trim());
}
