import type { TypeClasses } from '../data-class.js';
import type { Problem } from '../problem.js';
import type { Role } from '../role.js';
import type { Instant } from '../time.js';

/** What every record of a kind has. */
export interface KindRecord {
  kind: string;
  /** The natural key, unique among all records of the kind. */
  code: string;
  /** Last change at the source. */
  changedAt: Instant;
  /** A tombstone: only `code` and `changedAt` mean something then. */
  deleted?: boolean;
}

/** A property of a record that holds a unit's or a procedure's code, and the source's name of it. */
export interface CodeOf<Property extends string = string> {
  property: Property;
  /** The property is a list, and each of its items holds the code here. */
  each?: string;
  field: string;
  type: 'unit' | 'procedure';
  /** An unknown code keeps the record in quarantine until it is known; otherwise the code stays as it was written. Of items of a list each may differ. */
  required: boolean | ((item: never) => boolean);
}

/** Agencies that a record of a kind names beside the codes of {@link KindFacts.codes}, in its key too. */
export interface Agencies<R extends KindRecord = KindRecord> {
  /** Every code that may be a unit's. */
  named(record: R): readonly string[];
  /** Those that have to be known for it to be let in. */
  needed(record: R): { field: string; type: 'unit'; code: string }[];
  /** The record with the unit table's own codes, as `unit` gives them for any form of one, and what is found wrong with it then. */
  renamed(record: R, unit: (code: string) => string): { record: R; problems: Problem[] };
}

/**
 * What is true of a kind of subject that is brought together and shown, and not carried to portals: a network site, a document, a budget
 * line. Defined once in domain/kinds, by which intake, access and the public schema go.
 */
export interface KindFacts<Kind extends string = string, Property extends string = string> {
  /** As the store's `subject.kind` has it, kebab case. */
  kind: Kind;
  /** What an officer reads. */
  label: string;
  /** `<system>.read` */
  permission: `${string}.read`;
  /** Who has that permission, administrators aside. */
  readers: readonly Role[];
  /** Whether a key of one unit sees all of them, or its unit's own; `rows` goes by `unit`. */
  rows: 'everybody' | 'own';
  /** The first `unit` among them is whose the record is. */
  codes: readonly CodeOf<Property>[];
  /** Keys of its source's form whose values let somebody in: no quarantine keeps them. */
  secrets?: readonly string[];
  /** Keys of it whose texts may hold such a thing beside other words, and what of a text quarantine keeps. */
  secretsWithin?: { keys: readonly string[]; without(text: string): string };
  /**
   * What is known once `incoming` is, where a record is one message of several about its subject; absent: a record says all there is.
   * Must not depend on the order in which records came.
   */
  combine?(stored: KindRecord, incoming: KindRecord): KindRecord;
  /** What a record leaves unsaid of its subject, taken from what is stored; of records of one subject the newest counts, as of any kind without `combine`. */
  complete?(stored: KindRecord, incoming: KindRecord): KindRecord;
  /** What stays known once a tombstone came, where that may be about a part of it; absent: all of it is deleted. */
  remove?(stored: KindRecord, tombstone: KindRecord): KindRecord;
  agencies?: Agencies;
  /**
   * What is wrong with a record, deleted ones aside, once its codes are those of the tables and it is newer than what is stored. `stored`: what is
   * known of its subject, deleted or not; absent: nothing.
   */
  judge?(incoming: KindRecord, stored: KindRecord | undefined): Problem | undefined;
  /**
   * The same of a record that is older than what is stored, and was never it: one that is about another subject under its key is not merely late.
   * Absent: all of them are. Only of kinds with a `judge`.
   */
  judgeLate?(incoming: KindRecord, stored: KindRecord): Problem | undefined;
  /**
   * What is wrong with two records of one page that give one key, as where a key may be of two people; neither is taken. `apart`: they stand in
   * different rows of one file.
   */
  twins?(one: KindRecord, other: KindRecord, apart: boolean): Problem | undefined;
  /**
   * States in which a record of somebody who died has been dealt with; absent: a death does not concern the kind. Whose record it is stands in the
   * column `person_hash`, and its state in `state`.
   */
  afterDeath?: readonly string[];
  /** The unit's code that stands in a key, a `/` behind it, and takes the table's form there too; absent: keys have none. */
  unitInKey?(key: string): string | undefined;
  /** Properties that hold the keys of other subjects of the kind, with the same unit in them. */
  keyProperties?: readonly Property[];
  /** Classes, or what of people they are about (data-class.ts), of the fields of its types, of its roots under `Query`, and of what it adds to other types. */
  classes: Readonly<Record<string, TypeClasses>>;
  /** Types of it that come in connections. */
  lists: readonly string[];
}
