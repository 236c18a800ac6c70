import type { ReadField, ReadType, ReadTypes } from './engine/types.js';

/** Fields that a kind adds to types of others, by type: a unit's network sites. Its resolver adds them to the schema. */
export type Relations = Readonly<Record<string, Readonly<Record<string, ReadField>>>>;

/** The types by name, with what kinds add to them. Throws TypeError for a type or field that two define, and for one that is not there. */
export function related(types: readonly ReadType[], relations: readonly Relations[]): ReadTypes {
  const all: Record<string, ReadType> = {};
  for (const type of types) {
    if (all[type.name]) throw new TypeError(`two reads of ${type.name}`);
    all[type.name] = type;
  }
  for (const each of relations) {
    for (const [name, fields] of Object.entries(each)) {
      const type = all[name];
      const twice = Object.keys(fields).find((field) => type?.fields[field]);
      if (!type || twice) throw new TypeError(`no type ${name}, or two reads of ${name}.${twice}`);
      all[name] = extended(type, fields);
    }
  }
  return all;
}

/** What is related stays of today when the rest is read as it was at a time. */
function extended(type: ReadType, fields: Readonly<Record<string, ReadField>>): ReadType {
  const withFields = (of: ReadType): ReadType => ({ ...of, fields: { ...of.fields, ...fields } });
  const { heldAt, changedBy } = type;
  return {
    ...withFields(type),
    ...(heldAt ? { heldAt: (time, types) => withFields(heldAt(time, types)) } : {}),
    ...(changedBy ? { changedBy: (at, types) => withFields(changedBy(at, types)) } : {}),
  };
}
