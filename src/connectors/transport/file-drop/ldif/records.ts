import type { RawEntry } from '../../directory/entry.js';
import type { UnreadableCode } from '../items.js';
import { MAX_RECORD } from '../limits.js';
import { type Line, splitLines } from '../lines.js';

/** One record of LDIF. */
export interface LdifRecord {
  /** The line of its `dn`, or its first, from 1. */
  line: number;
  dn: Buffer | undefined;
  entry: Pick<RawEntry, 'values' | 'deleted'>;
  /** Wanted attributes whose value is elsewhere (`:<`): it is not fetched. */
  elsewhere: readonly string[];
  /** Why it is no entry. */
  refused?: UnreadableCode;
  /** What it kept, in bytes. */
  bytes: number;
}

/**
 * The records of a file of LDIF (RFC 2849), as a stream: folded lines, comments, `version: 1`, base64 behind `::`. Only wanted attributes are
 * kept, of whatever else stands there nothing goes further than its line: pictures, and passwords above all.
 */
export async function* readRecords(
  chunks: AsyncIterable<Buffer>,
  wanted: ReadonlySet<string>,
): AsyncGenerator<LdifRecord> {
  const reader = new RecordReader(wanted);
  for await (const line of splitLines(chunks)) {
    const record = reader.line(line);
    if (record) yield record;
  }
  const last = reader.end();
  if (last) yield last;
}

/** One attribute's line as it grows by folding; `parts` of an unwanted one are not kept. */
interface Open {
  name: string;
  kind: 'text' | 'base64' | 'elsewhere';
  parts: Buffer[] | undefined;
}

const SPACE = 0x20;
const COLON = 0x3a;
const LESS = 0x3c;
const HASH = 0x23;
/** What a line costs in memory however little stands on it: a record of empty values is bounded too. */
const LINE_BYTES = 64;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** Of records without a name: the version of the file, and what ldapsearch writes below its entries. */
const NO_ENTRY = new Set(['version', 'search', 'result', 'ref', 'control', 'matcheddn', 'text']);

class RecordReader {
  #record: Draft | undefined;
  #open: Open | undefined;

  constructor(readonly wanted: ReadonlySet<string>) {}

  line({ number, bytes: given, cut }: Line): LdifRecord | undefined {
    let bytes = given.at(-1) === 0x0d ? given.subarray(0, -1) : given;
    if (number === 1 && bytes.subarray(0, 3).equals(BOM)) bytes = bytes.subarray(3);
    if (bytes.length === 0) return this.end();
    if (bytes[0] === SPACE && this.#open) {
      this.#more(bytes.subarray(1), cut !== undefined);
      return undefined;
    }
    this.#close();
    if (bytes[0] === HASH) this.#open = { name: '', kind: 'text', parts: undefined };
    else this.#begin(number, bytes, cut !== undefined);
    return undefined;
  }

  end(): LdifRecord | undefined {
    this.#close();
    const draft = this.#record;
    this.#record = undefined;
    return draft && !draft.isNoEntry() ? draft.finished() : undefined;
  }

  #begin(number: number, bytes: Buffer, cut: boolean): void {
    this.#record ??= new Draft(number);
    const colon = bytes.indexOf(COLON);
    if (colon <= 0) {
      // `-` parts the changes of a record that is refused as a whole.
      if (bytes.length !== 1 || bytes[0] !== 0x2d) this.#record.refuse('BROKEN_LDIF');
      return;
    }
    const [name = ''] = bytes.toString('latin1', 0, colon).toLowerCase().split(';');
    const next = bytes[colon + 1];
    const kind = next === COLON ? 'base64' : next === LESS ? 'elsewhere' : 'text';
    let from = colon + (kind === 'text' ? 1 : 2);
    while (bytes[from] === SPACE) from += 1;
    this.#record.meets(name);
    const kept = name === 'dn' || name === 'changetype' || this.wanted.has(name);
    this.#open = { name, kind, parts: kept ? [] : undefined };
    this.#more(bytes.subarray(from), cut);
  }

  #more(bytes: Buffer, cut: boolean): void {
    const record = this.#record;
    const parts = this.#open?.parts;
    if (!record || !parts) return;
    record.bytes += LINE_BYTES + bytes.length;
    if (cut || record.bytes > MAX_RECORD) {
      record.refuse('TOO_LONG');
      if (this.#open) this.#open.parts = undefined;
    } else parts.push(Buffer.from(bytes));
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open?.parts || !this.#record) return;
    const value = Buffer.concat(open.parts);
    if (open.kind === 'elsewhere') this.#record.isElsewhere(open.name);
    else if (open.kind === 'text') this.#record.add(open.name, value);
    else {
      const text = value.toString('latin1').trim();
      if (text.length % 4 === 0 && BASE64.test(text))
        this.#record.add(open.name, Buffer.from(text, 'base64'));
      else this.#record.refuse('BROKEN_LDIF');
    }
  }
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A record as far as it is read. */
class Draft {
  bytes = 0;
  #dn: Buffer | undefined;
  #change = '';
  /** It has an attribute that only entries have. */
  #isEntry = false;
  #refused: UnreadableCode | undefined;
  readonly #values = new Map<string, Buffer[]>();
  readonly #elsewhere = new Set<string>();

  constructor(readonly line: number) {}

  /** Nothing of what is refused is kept but its name. */
  refuse(code: UnreadableCode): void {
    this.#refused ??= code;
    this.#values.clear();
    this.#elsewhere.clear();
  }

  meets(name: string): void {
    this.#isEntry ||= !NO_ENTRY.has(name);
  }

  isElsewhere(name: string): void {
    if (name === 'dn' || name === 'changetype') this.refuse('BROKEN_LDIF');
    else if (!this.#refused) this.#elsewhere.add(name);
  }

  add(name: string, value: Buffer): void {
    if (name === 'dn') {
      if (this.#dn) this.refuse('BROKEN_LDIF');
      this.#dn ??= value;
    } else if (name === 'changetype') this.#change = value.toString('latin1').trim().toLowerCase();
    else if (!this.#refused) {
      const values = this.#values.get(name);
      if (values) values.push(value);
      else this.#values.set(name, [value]);
    }
  }

  isNoEntry(): boolean {
    return this.#dn === undefined && this.#refused === undefined && !this.#isEntry;
  }

  finished(): LdifRecord {
    // Of a change the lines are no attributes, whatever they look like.
    const isChange = this.#change !== '' && this.#change !== 'add' && this.#change !== 'delete';
    if (isChange) {
      this.refuse('CHANGE_RECORD');
      this.#refused = 'CHANGE_RECORD';
    } else if (this.#dn === undefined) this.refuse('BROKEN_LDIF');
    return {
      line: this.line,
      dn: this.#dn,
      entry: {
        values: this.#values,
        ...(this.#change === 'delete' ? { deleted: true } : {}),
      },
      elsewhere: [...this.#elsewhere],
      ...(this.#refused ? { refused: this.#refused } : {}),
      bytes: this.bytes,
    };
  }
}
