import type { Json } from '../../../domain/canonical.js';
import type { Problem } from '../../../domain/ports.js';
import { problem } from '../file-drop/items.js';
import type { Font } from '../file-drop/text/fonts.js';

/** An entry of a directory as it came, over LDAP or in LDIF: only attributes that were wanted of it. */
export interface RawEntry {
  dn: string;
  /** By name in lower case, without options. */
  values: ReadonlyMap<string, readonly Buffer[]>;
  /** It says that the entry is gone there. */
  deleted?: true;
}

/** The same to be looked at by attribute; a name may be in any case. */
export interface Entry {
  readonly dn: string;
  readonly deleted: boolean;
  /** Its values as text; what is no text of its encoding is left out and told as a problem. */
  texts(attribute: string): readonly string[];
  bytes(attribute: string): readonly Buffer[];
}

/** How a form's records stand in a directory. */
export interface DirectoryEntries {
  /** Attributes that are asked for, lower case, and all that is kept of an entry. None of them holds a password: see secrets.ts. */
  readonly attributes: readonly string[];
  /** Those of them that hold no text. */
  readonly binary: ReadonlySet<string>;
  /** Attributes that a column of the form is filled from, lower case; undefined: no such column. */
  attributesOf(column: string): readonly string[] | undefined;
  /** What {@link row} goes by of what was told: where that is another one, entries that did not change are read again. */
  readonly mapping: string;
  /** The columns of the form. `changedAt`: RFC 3339, of an entry that does not say when it changed. Pure. */
  row(entry: Entry, changedAt?: string): { [column: string]: Json };
}

/** Fonts that attributes' values were written with, by what was declared: columns of the form, as problems name them, or attributes in any case. */
export function fontsByAttribute(
  declared: ReadonlyMap<string, Font>,
  entries: DirectoryEntries,
): ReadonlyMap<string, Font> {
  return new Map(
    [...declared].flatMap(([name, font]) =>
      (entries.attributesOf(name) ?? [name.toLowerCase()]).map((attribute) => [attribute, font] as const),
    ),
  );
}

/** Gives a value's text; undefined when its bytes are not in the encoding. */
export type ValueDecoder = (value: Buffer, attribute: string) => string | undefined;

/** An entry in the columns of the form, and what is wrong with how it was written. */
export function rowOf(
  { dn, values, deleted }: RawEntry,
  entries: DirectoryEntries,
  decode: ValueDecoder,
  changedAt?: string,
): { raw: { [column: string]: Json }; problems: Problem[] } {
  const undecoded = new Set<string>();
  const bytes = (attribute: string) => values.get(attribute.toLowerCase()) ?? [];
  const entry: Entry = {
    dn,
    deleted: deleted === true,
    bytes,
    texts: (attribute) =>
      bytes(attribute).flatMap((value) => {
        const text = decode(value, attribute.toLowerCase());
        if (text === undefined) undecoded.add(attribute);
        return text ?? [];
      }),
  };
  const raw = entries.row(entry, changedAt);
  return { raw, problems: [...undecoded].map((attribute) => problem('WRONG_ENCODING', attribute)) };
}
