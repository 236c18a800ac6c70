import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { prefixOf } from '../connectors/transport/parameters/parameter.js';
import type { BadRecord } from './bad.js';
import { MINUTE, startOfDay } from './calendar.js';
import { amendedForms, procedureForms, unitForms } from './catalogue-files.js';
import { type DossierOptions, dossierForm, latest } from './dossier.js';
import { clearInbox, FileWriter, InboxFile } from './drop-writer.js';
import type { RawForm } from './form.js';
import { type NoticeFate, noticeOf } from './notices.js';
import { FirstFiles, UpdateFile, writePapers, writeResults } from './one-stop-files.js';
import { pdf } from './pdf.js';
import { planDossier } from './plan.js';
import { sampleAuthority } from './signing/authority.js';
import { ResultSigner } from './signing/results.js';
import { sampleSystems } from './systems/index.js';

export interface SampleOptions {
  /** Good dossiers; at least 1,000 show every state, procedure and unit. */
  dossiers: number;
  seed: string | number;
  /** The folder to write to; made if needed. */
  out: string;
  /** The moment at which the sample was drawn, ms; default {@link startOfToday}. Nothing has happened after it. */
  now?: number;
  /** Default 40. */
  notices?: number;
  /** Records that will be refused, beside the good ones; default one in a hundred dossiers, at least 5. */
  badRecords?: number;
  /** Default true; false: no `files/`, and no record refers to any. */
  withFiles?: boolean;
  /** Told now and then how many of the dossiers are written. */
  onProgress?(written: number, of: number): void;
}

export interface SampleSummary {
  out: string;
  seed: string;
  now: string;
  units: number;
  procedures: number;
  dossiers: number;
  /** Later versions of some of them, in a later file. */
  updates: number;
  /** All one-stop records: dossiers, updates and bad ones. */
  records: number;
  notices: number;
  /** How many notices are to be seen at once, later, no more. */
  noticeFates: Record<NoticeFate, number>;
  /** By source of every other system: good records, and bad ones beside them. */
  systems: Record<string, { records: number; bad: number }>;
  /** Files below `files/`. */
  files: number;
  /** By the state of the newest version. */
  states: Record<string, number>;
  /** Trace entries of the newest versions. */
  entries: number;
  bad: BadRecord[];
  /** What to put into the environment. */
  environment: Record<string, string>;
}

/** Only what this generator writes is ever cleared away. */
const MINE = /^(01|02)-(don-vi|thu-tuc|ho-so|ho-so-\d{3}|cap-nhat|tin)\.(jsonl|csv)$/;

/** 00:00 of the day in Asia/Ho_Chi_Minh, ms: the same sample all day long. */
export function startOfToday(now: number): number {
  return startOfDay(now);
}

/**
 * Writes a made-up district in the sources' file forms: `units/`, `procedures/`, `one-stop/`, `notices/` and every system of `systems/`, each
 * with its `inbox/`, some with `files/`, and `trust/` with roots and lists of revoked certificates. The same seed, size and `now` give the
 * same bytes. Holds one dossier at a time. Nothing in it is of a real person. Throws RangeError for a size that is not a whole number, and
 * what the file system throws.
 */
export async function writeSample(options: SampleOptions): Promise<SampleSummary> {
  const { dossiers, seed, now = startOfToday(Date.now()), withFiles = true } = options;
  if (!Number.isInteger(dossiers) || dossiers < 0)
    throw new RangeError('dossiers: a whole number is expected');
  const out = resolve(options.out);
  const context: DossierOptions = { seed, now, withFiles };
  for (const folder of ['units', 'procedures', 'one-stop', 'notices']) clearInbox(out, folder, MINE);
  const writer = new FileWriter(out);
  const units = jsonLines(out, 'units/inbox/01-don-vi.jsonl', now, unitForms(now));
  const procedures = jsonLines(out, 'procedures/inbox/01-thu-tuc.jsonl', now, procedureForms(now));
  jsonLines(out, 'procedures/inbox/02-thu-tuc.jsonl', now, amendedForms(now));
  const notices = writeNotices(options.notices ?? 40, context, out, writer);
  const authority = sampleAuthority(seed, now);
  const signer = new ResultSigner(authority, seed);
  const told = await writeDossiers(options, context, out, { writer, signer });
  if (withFiles) writePapers(writer);
  authority.writeTrust(new FileWriter(out));
  const systems: SampleSummary['systems'] = {};
  for (const system of sampleSystems) {
    clearInbox(out, system.source, system.mine);
    systems[system.source] = system.write({ ...context, dossiers, out, writer, authority });
  }
  const address = (folder: string) => pathToFileURL(resolve(out, folder)).href;
  return {
    out,
    seed: String(seed),
    now: new Date(now).toISOString(),
    units,
    procedures,
    dossiers,
    ...told,
    records: dossiers + told.updates + told.bad.length,
    notices: notices.count,
    noticeFates: notices.fates,
    systems,
    files: writer.count,
    environment: {
      SOURCE_UNITS_URL: address('units'),
      SOURCE_PROCEDURES_URL: address('procedures'),
      SOURCE_ONE_STOP_URL: address('one-stop'),
      SOURCE_NOTICES_URL: address('notices'),
      TRUSTED_ROOTS: resolve(out, 'trust/roots'),
      REVOCATION_LISTS: resolve(out, 'trust/crl'),
      ...Object.fromEntries(sampleSystems.map(({ source }) => [`${prefixOf(source)}URL`, address(source)])),
    },
  };
}

async function writeDossiers(
  { dossiers, badRecords, onProgress }: SampleOptions,
  context: DossierOptions,
  out: string,
  { writer, signer }: { writer: FileWriter; signer: ResultSigner },
): Promise<Pick<SampleSummary, 'states' | 'entries' | 'updates' | 'bad'>> {
  const states: Record<string, number> = {};
  let entries = 0;
  const wanted = badRecords ?? Math.max(5, Math.round(dossiers / 100));
  const every = Math.max(1, Math.floor(dossiers / (wanted + 1)));
  const first = new FirstFiles(out, context);
  const second = new UpdateFile(out, context);
  const bad: BadRecord[] = [];
  for (let index = 0; index < dossiers; index += 1) {
    const plan = planDossier(context.seed, index, context.now);
    first.write(plan, dossierForm(plan, plan.first, context));
    if (context.withFiles) writeResults(plan, context, writer, signer);
    const { state } = latest(plan, plan.events);
    states[state] = (states[state] ?? 0) + 1;
    entries += plan.events.length;
    if (plan.first < plan.events.length) second.write(plan);
    // One step of state that the table does not allow, of a dossier that is good otherwise.
    else if (bad.length < wanted && !second.hasIllegalStep && state === 7)
      bad.push(second.writeIllegalStep(plan));
    if ((index + 1) % every === 0 && bad.length < wanted) bad.push(first.writeBad(bad.length, dossiers));
    if (index % 500 === 499) {
      onProgress?.(index + 1, dossiers);
      await setImmediate();
    }
  }
  while (bad.length < wanted) bad.push(first.writeBad(bad.length, dossiers));
  first.close();
  second.close();
  onProgress?.(dossiers, dossiers);
  return { states, entries, updates: second.updates, bad };
}

function writeNotices(
  count: number,
  { seed, now, withFiles }: DossierOptions,
  out: string,
  writer: FileWriter,
): { count: number; fates: Record<NoticeFate, number> } {
  const fates: Record<NoticeFate, number> = { live: 0, future: 0, expired: 0, withdrawn: 0, expiring: 0 };
  const forms: RawForm[] = [];
  for (let index = 0; index < count; index += 1) {
    const notice = noticeOf(seed, index, now, withFiles);
    fates[notice.fate] += 1;
    forms.push(notice.form);
    for (const { path, title } of notice.files) {
      writer.write(
        `notices/files/${path}`,
        pdf(title, [`${path}`, 'Văn bản mẫu, không có giá trị pháp lý.']),
      );
    }
  }
  return { count: jsonLines(out, 'notices/inbox/01-tin.jsonl', now, forms), fates };
}

function jsonLines(out: string, name: string, now: number, records: readonly RawForm[]): number {
  const file = new InboxFile(out, name, now - 60 * MINUTE);
  for (const record of records) file.line(`${JSON.stringify(record)}\n`);
  file.close();
  return records.length;
}
