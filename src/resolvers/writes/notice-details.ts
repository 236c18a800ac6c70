import type { JsonObject } from '../../domain/canonical.js';
import { DETAIL_KEYS, DETAIL_NAMES } from '../../domain/notice-details.js';
import type { NoticeDetailsInput } from '../../schema/writes/notices.js';
import { toForm } from './exchange-form.js';

/** Keys of an item of `CacBuoc`, by the input's names. */
const STEP: Readonly<Record<string, string>> = {
  name: 'Ten',
  actor: 'NguoiThucHien',
  hours: 'SoGio',
  result: 'KetQua',
};
const STEP_NAMES = new Map(Object.entries(STEP).map(([name, key]) => [key, name]));

/** The input's details as `ChiTiet`, and where inside `details` a key of it stands in the input. */
export function detailsForm(details: NoticeDetailsInput): {
  form: JsonObject;
  pathOf(path: readonly string[]): string[];
} {
  const form: JsonObject = {};
  const paths = new Map<string, string[]>();
  // Of a key that several sets have, the one that was given counts.
  for (const set of [...DETAIL_NAMES].sort(
    (a, b) => Number(details[a] != null) - Number(details[b] != null),
  )) {
    const keys = new Map<string, string>(Object.entries(DETAIL_KEYS[set]));
    for (const [property, key] of keys) paths.set(key, [set, property]);
    const { steps = null, ...values } = { ...details[set] } as { steps?: readonly object[] | null };
    Object.assign(
      form,
      toForm(values, (name) => keys.get(name) ?? name),
    );
    if (steps !== null) form['CacBuoc'] = steps.map((step) => toForm(step, (name) => STEP[name] ?? name));
  }
  return {
    form,
    pathOf: ([key = '', ...inside]) => [
      ...(paths.get(key) ?? [key]),
      ...inside.map((part) => STEP_NAMES.get(part) ?? part),
    ],
  };
}
