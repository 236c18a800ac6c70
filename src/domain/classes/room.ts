import type { TypeClasses } from '../data-class.js';

/** What is said of the fields of one room of the public schema, as each kind says it of its own (domain/kinds). */
export interface RoomClasses {
  /** Types of it that come in connections. */
  readonly lists: readonly string[];
  /** Of its types, and of its roots under `Query`, `Mutation` and `Subscription`. */
  readonly classes: Readonly<Record<string, TypeClasses>>;
}
