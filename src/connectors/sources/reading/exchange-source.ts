import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import {
  type Decoded,
  type Source,
  type SourceDefinition,
  SourceUnreachable,
} from '../../../domain/ports.js';
import type { SubjectKind } from '../../../domain/records.js';
import { type Environment, expectUrl, type Variable } from '../../../domain/variable.js';
import { FileDrop, type SideList } from '../../transport/file-drop/index.js';
import type { Shape } from './fields.js';

/** What a system of the district brings of its own; the rest of a source is the same for all exchange forms. */
export interface ExchangeForm {
  /** Kebab case; its variable is `SOURCE_<NAME>_URL`. */
  name: string;
  kind: SubjectKind;
  label: string;
  order: number;
  form: Shape;
  /** The form's key column. */
  key: string;
  /** Lists of the form that may lie in files of their own beside a CSV file. */
  sides?: readonly { suffix: string; list: string }[];
  decode(raw: object, now: number): Decoded;
}

const PROTOCOLS = ['file:', 'http:', 'https:', 'postgres:', 'postgresql:', 'mysql:', 'mssql:'] as const;

/** Makes the definition of a source that reads one of the published exchange forms. */
export function exchangeSource(form: ExchangeForm): SourceDefinition {
  const base = `SOURCE_${form.name.toUpperCase().replaceAll('-', '_')}`;
  const url = `${base}_URL`;
  const encoding = `${base}_ENCODING`;
  const variables: Variable[] = [
    {
      name: url,
      what: `Where ${form.name} are read from: file:///dir is a folder with inbox/, done/ and failed/`,
      example: `file:///srv/lienthong/${form.name}`,
      whenAbsent: 'this source is off',
      expected: expectAddress,
    },
    {
      name: encoding,
      what: `Encoding of the CSV files of ${form.name}`,
      example: 'windows-1258',
      whenAbsent: 'UTF-8 or Windows-1258, told by looking at each file',
      expected: (text) => (iconv.encodingExists(text) ? undefined : 'the name of an encoding, such as utf-8'),
    },
  ];
  return {
    name: form.name,
    kind: form.kind,
    variables,
    create: (environment) => createSource(form, environment, { url, encoding }),
  };
}

function expectAddress(text: string): string | undefined {
  const wrong = expectUrl(PROTOCOLS)(text);
  if (wrong !== undefined) return wrong;
  return text.startsWith('file:') && !isLocalFolder(text) ? 'file:/// and an absolute folder' : undefined;
}

function isLocalFolder(text: string): boolean {
  try {
    return fileURLToPath(text) !== '';
  } catch {
    return false;
  }
}

function createSource(
  form: ExchangeForm,
  environment: Environment,
  names: { url: string; encoding: string },
): Source {
  const address = environment[names.url] || undefined;
  const encoding = environment[names.encoding] || undefined;
  const drop =
    address?.startsWith('file:') === true
      ? new FileDrop({
          dir: fileURLToPath(address),
          columns: Object.keys(form.form),
          key: form.key,
          sides: sidesOf(form),
          ...(encoding === undefined ? {} : { encoding }),
        })
      : undefined;
  return {
    name: form.name,
    kind: form.kind,
    label: form.label,
    order: form.order,
    configured: address !== undefined,
    pull: (cursor, run) => {
      if (drop) return drop.pull(cursor, run);
      const scheme = address ? new URL(address).protocol : '';
      throw new SourceUnreachable(
        address
          ? `${names.url}: phiên bản này chưa đọc được địa chỉ ${scheme}// (only file:/// is readable by this version)`
          : `${names.url}: chưa được khai báo (is not set)`,
      );
    },
    decode: (raw, { now }) => {
      if (raw.unreadable) return { ok: false, problems: [raw.unreadable] };
      if (raw.raw === null || typeof raw.raw !== 'object' || Array.isArray(raw.raw)) {
        const message = 'Không phải một đối tượng JSON (not a JSON object)';
        return { ok: false, problems: [{ field: '', code: 'UNREADABLE', message }] };
      }
      return form.decode(raw.raw, now);
    },
    fileDone: async (report) => drop?.fileDone(report),
  };
}

function sidesOf({ form, sides = [] }: ExchangeForm): SideList[] {
  return sides.map(({ suffix, list }) => {
    const field = form[list];
    return { suffix, list, columns: field && 'shape' in field ? Object.keys(field.shape) : [] };
  });
}
