import type { JsonObject } from '../../../../domain/canonical.js';
import { fold } from '../../../../domain/fold.js';
import type {
  ProcedureComponent,
  ProcedureFee,
  ProcedureOutcome,
  ProcedureRecord,
  ProcedureTerm,
  TermUnit,
} from '../../../../domain/procedure.js';
import { listOf, textOf } from './reading.js';

/** Units of `THOIGIANGIAIQUYET` as the catalogue writes them, folded. */
const UNITS: ReadonlyMap<string, TermUnit> = new Map([
  ['gio', 'GIO'],
  ['gio lam viec', 'GIO'],
  ['ngay', 'NGAY'],
  ['ngay lam viec', 'NGAY_LAM_VIEC'],
]);
const INT32 = 2_147_483_647;

type Parts = Pick<ProcedureRecord, 'terms' | 'fees' | 'components' | 'results' | 'decision'>;

/** The lists of a procedure's detail (`LayThuTuc`); one that it does not have, or that says nothing, is left out. */
export function partsOf(raw: JsonObject, channels: readonly JsonObject[]): Parts {
  const ways = channels.flatMap((channel) =>
    listOf(channel, 'THOIGIAN').map((time) => ({ time, channel: textOf(channel, 'KENH') })),
  );
  const terms = ways.flatMap(({ time, channel }) => oneTerm(time, channel) ?? []);
  const fees = ways.flatMap(({ time, channel }) =>
    listOf(time, 'PHILEPHI').flatMap((fee) => oneFee(fee, channel) ?? []),
  );
  const components = listOf(raw, 'THANHPHANHOSO').flatMap((group) =>
    listOf(group, 'GIAYTO').flatMap((paper) => oneComponent(paper, textOf(group, 'TRUONGHOP')) ?? []),
  );
  const results = listOf(raw, 'KETQUATHUCHIEN').flatMap((result) => {
    const name = textOf(result, 'TENKETQUA');
    return name === undefined
      ? []
      : [withText<ProcedureOutcome>({ name }, { code: textOf(result, 'MAKETQUA') })];
  });
  const nationalId = textOf(raw, 'IDQUYETDINHCONGBO');
  return {
    ...(terms.length > 0 ? { terms } : {}),
    ...(fees.length > 0 ? { fees } : {}),
    ...(components.length > 0 ? { components } : {}),
    ...(results.length > 0 ? { results } : {}),
    ...(nationalId === undefined ? {} : { decision: { nationalId } }),
  };
}

/** The first time that has a whole amount and a unit that we know; half a day stays unknown. */
export function termOf(times: readonly JsonObject[]): ProcedureRecord['term'] {
  return times.map(exactTerm).find((term) => term !== undefined);
}

function exactTerm(time: JsonObject): ProcedureRecord['term'] {
  const amount = Number(textOf(time, 'THOIGIANGIAIQUYET'));
  const unit = UNITS.get(fold(textOf(time, 'DONVITINH') ?? ''));
  return unit && Number.isInteger(amount) && amount > 0 && amount <= INT32 ? { amount, unit } : undefined;
}

/** What is not a whole amount of a known unit (0.5 Ngày) stays as it is written, in the note. */
function oneTerm(time: JsonObject, channel: string | undefined): ProcedureTerm | undefined {
  const exact = exactTerm(time);
  const words = exact ? [] : [textOf(time, 'THOIGIANGIAIQUYET'), textOf(time, 'DONVITINH')];
  const note = [...words, textOf(time, 'MOTA')].filter((text) => text !== undefined).join(' ');
  if (!exact && note === '') return undefined;
  return withText<ProcedureTerm>({ ...exact }, { channel, note: note || undefined });
}

/** The catalogue says in words what a fee is; its kind is told by how these begin. */
function oneFee(fee: JsonObject, channel: string | undefined): ProcedureFee | undefined {
  const name = textOf(fee, 'MOTA');
  const written = textOf(fee, 'SOTIEN');
  const isAmount = written !== undefined && /^\d{1,16}(\.\d{1,2})?$/.test(written);
  if (written === undefined && name === undefined) return undefined;
  const begins = fold(name ?? '');
  const type = begins.startsWith('le phi') ? 2 : begins.startsWith('phi') ? 1 : undefined;
  return withText<ProcedureFee>(
    { ...(type ? { type } : {}), ...(isAmount ? { amount: Number(written) } : {}) },
    { name, channel, note: isAmount ? undefined : written },
  );
}

function oneComponent(paper: JsonObject, inCase: string | undefined): ProcedureComponent | undefined {
  const name = textOf(paper, 'TENGIAYTO') ?? textOf(paper, 'TENMAUDON');
  if (name === undefined) return undefined;
  const originals = countOf(paper, 'SOBANCHINH');
  const copies = countOf(paper, 'SOBANSAO');
  return withText<ProcedureComponent>(
    {
      name,
      ...(originals === undefined ? {} : { originals }),
      ...(copies === undefined ? {} : { copies }),
    },
    {
      code: textOf(paper, 'MAGIAYTO'),
      case: inCase,
      form: textOf(paper, 'URL') ?? textOf(paper, 'Url'),
    },
  );
}

function countOf(paper: JsonObject, key: string): number | undefined {
  const text = textOf(paper, key);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** With those texts that there are. */
function withText<T extends object>(value: T, texts: Partial<Record<keyof T, string | undefined>>): T {
  const given = Object.entries(texts).filter(([, text]) => text !== undefined);
  return { ...value, ...Object.fromEntries(given) };
}
