import { sql } from 'kysely';
import {
  maskAddress,
  maskDate,
  maskEmail,
  maskMessage,
  maskName,
  maskNumber,
  maskText,
} from '../../access/mask.js';
import { toGlobalId } from '../global-id.js';
import type { Column, Row, Sql, Viewer } from './types.js';

/** A column of the row. */
export function column(name: string): Column {
  return { kind: 'column', value: (row) => row(name) };
}

/** A column of a table that is joined with the row under `part`. */
export function joined(part: string, name: string): Column {
  return { kind: 'column', value: (row) => row.joined(part)(name) };
}

export function computed(value: (row: Row, viewer: Viewer) => Sql): Column {
  return { kind: 'column', value };
}

/** `infinity` means "not by itself" in the store and null outside. */
export function finite(name: string): Column {
  return computed((row) => sql`nullif(${row(name)}, 'infinity'::timestamptz)`);
}

export function globalId(type: string, name: string): Column {
  return {
    kind: 'column',
    value: (row) => sql`${row(name)}::text`,
    open: (id) => toGlobalId(type, String(id)),
  };
}

const MASKS = {
  name: maskName,
  number: maskNumber,
  email: maskEmail,
  address: maskAddress,
  date: maskDate,
  text: maskText,
  message: maskMessage,
} as const;
export type Mask = keyof typeof MASKS;

/** A personal column: masked for who lacks the scope `personal`. */
export function personal(name: string, mask: Mask): Column {
  return {
    kind: 'column',
    personal: true,
    mask: MASKS[mask],
    value: (row) => row(name),
    open: (value, { personal: shown }) => (typeof value === 'string' && !shown ? MASKS[mask](value) : value),
  };
}

/** A personal column that is sealed in the store: opened here and nowhere else. */
export function sealed(name: string, mask: Mask): Column {
  return {
    kind: 'column',
    personal: true,
    mask: MASKS[mask],
    value: (row) => sql`encode(${row(name)}, 'base64')`,
    open: (value, { personal: shown, sealer }) => {
      if (typeof value !== 'string') return null;
      const text = sealer.open(Buffer.from(value, 'base64')).toString('utf8');
      return shown ? text : MASKS[mask](text);
    },
  };
}
