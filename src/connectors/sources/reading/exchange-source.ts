import type { Json, JsonObject } from '../../../domain/canonical.js';
import {
  type Decoded,
  type Page,
  type Problem,
  type RawRecord,
  type Source,
  type SourceDefinition,
  type SourceServices,
  SourceUnreachable,
} from '../../../domain/ports.js';
import type { SubjectKind } from '../../../domain/records.js';
import type { Instant } from '../../../domain/time.js';
import { INTO_RECORD } from '../../transport/file-drop/options.js';
import {
  EVERY,
  Given,
  misfitsOf,
  type Parameter,
  URL_PARAMETER,
  variablesOf,
} from '../../transport/parameters/index.js';
import { fileLoginOf } from '../../transport/rest/file-login.js';
import { transportOf } from '../../transport/table.js';
import type { Carried, Forms, Reader } from '../../transport/transport.js';
import type { Shape } from './fields.js';
import { readTime } from './times.js';
import { formAsTold, parametersOfForm } from './told-form.js';

/** What a system of the district brings of its own; the rest of a source is the same for all exchange forms. */
export interface ExchangeForm extends Forms {
  /** Kebab case; its variable is `SOURCE_<NAME>_URL`. */
  name: string;
  kind: SubjectKind;
  label: string;
  order: number;
  form: Shape;
  /** The form's key column. */
  key: string;
  /**
   * Lists of the form that may lie in files of their own beside the main one: `.qua-trinh` of `hoso.qua-trinh.csv`. Without a list its rows
   * have the form's own columns, one row for a record.
   */
  sides?: readonly { suffix: string; list?: string }[];
  /** `told`: the form with the codes that this source was told. */
  decode(raw: object, now: number, keyed: Keyed, told: Shape): Decoded;
  /** What only this source is told, beside what all are. */
  parameters?: readonly Parameter[];
  /** Only the form's keys are kept of a raw record, and no text of what cannot be read: what else comes may be a password. */
  onlyForm?: true;
  /** Looks at a raw record before anything of it is kept; undefined: it may come in. */
  screen?: Screen;
}

/** Gives what stands in a key for an identity number; see {@link SourceServices.keyed}. */
export type Keyed = (text: string) => string;

/** What must not come in, and the little of it that may be kept to tell so. */
type Screen = (raw: JsonObject, keyed?: Keyed) => { problem: Problem; kept: JsonObject } | undefined;

/** Makes the definition of a source that reads one of the published exchange forms, over any transport. */
export function exchangeSource(form: ExchangeForm): SourceDefinition {
  const parameters = [...parametersOfForm(form.form), ...(form.parameters ?? [])];
  return {
    name: form.name,
    kind: form.kind,
    address: new Given(form.name, {}).variable(URL_PARAMETER),
    variables: variablesOf(form.name, form, parameters),
    misfits: (environment) => misfitsOf(form.name, environment, form),
    create: (environment, services) => createSource(form, new Given(form.name, environment), services),
  };
}

function createSource(form: ExchangeForm, given: Given, services: SourceServices): Source {
  const { name, kind, label, order } = form;
  const address = given.text(URL_PARAMETER);
  const reader = address === undefined ? undefined : openReader(form, new URL(address), given, services);
  const everyMs = given.duration(EVERY);
  const keyed = services.keyed ?? cannotKey;
  const { form: shape, told } = formAsTold(form.form, given);
  const fileLogin = address === undefined ? undefined : fileLoginOf(new URL(address), given, services);
  const absent = () => {
    throw new SourceUnreachable(`${given.variable(URL_PARAMETER)}: chưa được khai báo (is not set)`);
  };
  return {
    name,
    kind,
    label,
    order,
    configured: reader !== undefined,
    ...(everyMs === undefined ? {} : { everyMs }),
    ...(told === undefined ? {} : { told }),
    ...(fileLogin ? { fileLogin } : {}),
    pull: (cursor, run) => screened(form, services, reader?.pull(cursor, run) ?? absent()),
    whole: (run) => {
      const whole = reader?.whole(run) ?? absent();
      return { ...whole, pages: screened(form, services, whole.pages) };
    },
    probe: async (signal) => (reader ? reader.probe(signal) : absent()),
    lookAhead: async (run) => reader?.lookAhead?.(run),
    fileDone: async (report) => reader?.fileDone?.(report),
    decode: (raw, { now }) => {
      if (raw.unreadable) return { ok: false, problems: [raw.unreadable] };
      if (raw.raw === null || typeof raw.raw !== 'object' || Array.isArray(raw.raw)) {
        const message = 'Không phải một đối tượng JSON (not a JSON object)';
        return { ok: false, problems: [{ field: '', code: 'UNREADABLE', message }] };
      }
      const decoded = withProblems(form.decode(raw.raw, now, keyed, shape), raw.problems);
      return decoded.ok ? decoded : { ...decoded, ...changeOf(raw.raw) };
    },
  };
}

/** Of a form that has no such key. */
export function cannotKey(): never {
  throw new TypeError('nothing here makes keys of identity numbers');
}

/** The same pages; what must not come in is told, and nothing else of it goes on. */
async function* screened(
  { name, screen, onlyForm, form }: ExchangeForm,
  { keyed, warn }: SourceServices,
  pages: AsyncIterable<Page>,
): AsyncGenerator<Page> {
  for await (const page of pages) {
    let refused = 0;
    const records = page.records.map((given): RawRecord => {
      const record = onlyForm ? onlyKeysOf(form, given) : given;
      const { raw, place, unreadable } = record;
      const readable = !unreadable && raw !== null && typeof raw === 'object' && !Array.isArray(raw);
      const found = readable ? screen?.(raw, keyed) : undefined;
      if (!found) return record;
      refused += 1;
      return { raw: found.kept, place, unreadable: found.problem };
    });
    if (refused > 0) warn('records that must not come in were refused', { source: name, records: refused });
    yield { ...page, records };
  }
}

/** What may be told of a record that cannot be read: which it is and where it stood, not what it says. */
const FACTS = new Set(['file', 'bytes', 'dn']);

function onlyKeysOf(form: Shape, record: RawRecord): RawRecord {
  const { raw, place, unreadable } = record;
  const entries = raw !== null && typeof raw === 'object' && !Array.isArray(raw) ? Object.entries(raw) : [];
  const kept = entries.filter(([key]) => (unreadable ? FACTS.has(key) : key in form));
  return { ...record, raw: { ...Object.fromEntries(kept), ...(unreadable ? place : {}) } };
}

/** The one key that all exchange forms have: when a record changed last. */
const CHANGED = 'NgayCapNhat';

function changeOf(raw: { [key: string]: Json | undefined }): { changedAt?: Instant } {
  const text = raw[CHANGED];
  const changedAt = typeof text === 'string' ? readTime(text) : undefined;
  return changedAt === undefined ? {} : { changedAt };
}

/** What reading found wrong with single fields, beside what decoding did. */
function withProblems(decoded: Decoded, found: readonly Problem[] = []): Decoded {
  if (found.length === 0) return decoded;
  if (decoded.ok) return { ok: false, key: decoded.record.code, problems: [...found] };
  const told = new Set(found.map(({ field }) => field));
  return { ...decoded, problems: [...found, ...decoded.problems.filter(({ field }) => !told.has(field))] };
}

function openReader(
  { name, form, key, sides = [], item, printed, sheets, packages, entries, ownFiles, calendar }: ExchangeForm,
  address: URL,
  given: Given,
  services: SourceServices,
): Reader {
  const transport = transportOf(address);
  if (!transport) throw new RangeError(`no transport reads ${address.protocol}//`);
  const carried: Carried = {
    source: name,
    columns: Object.keys(form),
    key,
    sides: sides.map(({ suffix, list }) =>
      list === undefined
        ? { suffix, list: INTO_RECORD, columns: Object.keys(form).filter((column) => column !== key) }
        : { suffix, list, columns: columnsOf(form[list]) },
    ),
    changed: CHANGED,
    readTime,
    ...(item ? { item } : {}),
    ...(printed ? { printed } : {}),
    ...(sheets ? { sheets } : {}),
    ...(ownFiles ? { ownFiles: ownFiles(given) } : {}),
    ...(calendar ? { calendar } : {}),
    ...(packages ? { packages: packages(given, services) } : {}),
    ...(entries ? { entries: entries(given) } : {}),
  };
  return transport.open(address, carried, given, services);
}

function columnsOf(field: Shape[string] | undefined): string[] {
  return field && 'shape' in field ? Object.keys(field.shape) : [];
}
