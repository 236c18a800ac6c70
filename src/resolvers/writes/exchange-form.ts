import type { Json, JsonObject } from '../../domain/canonical.js';

/** An input in the exchange form: renamed, at any depth; what is absent stays absent. */
export function toForm(input: object, rename: (name: string) => string): JsonObject {
  const form: JsonObject = {};
  for (const [name, value] of Object.entries(input) as [string, unknown][]) {
    if (value != null) form[rename(name)] = formOf(value, rename);
  }
  return form;
}

function formOf(value: unknown, rename: (name: string) => string): Json {
  if (Array.isArray(value)) return value.map((item) => formOf(item, rename));
  return typeof value === 'object' && value !== null ? toForm(value, rename) : (value as Json);
}

/** `maHoSo` → `MaHoSo`: inputs of the exchange form have its keys, with the small first letter that GraphQL is used to. */
export function withCapital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `MaHoSo` → `maHoSo`: the way back from {@link withCapital}. */
export function withSmall(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}

/** `TepDinhKem[0].DuongDan` → `['TepDinhKem', '0', 'DuongDan']` */
export function pathOf(field: string): string[] {
  return field.split(/[.[\]]+/).filter((part) => part !== '');
}
