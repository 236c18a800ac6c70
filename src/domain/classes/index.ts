import { classOn, type DataClass, type TypeClasses } from '../data-class.js';
import { kinds } from '../kinds/index.js';
import { accessClasses } from './access.js';
import { coverageClasses } from './coverage.js';
import { deathClasses } from './death.js';
import { deliveryClasses } from './delivery.js';
import { dossierClasses } from './dossier.js';
import { noticeClasses } from './notice.js';
import { procedureClasses } from './procedure.js';
import { quarantineClasses } from './quarantine.js';
import { queuesClasses } from './queues.js';
import type { RoomClasses } from './room.js';
import { searchClasses } from './search.js';
import { signatureClasses } from './signature.js';
import { syncClasses } from './sync.js';
import { unitClasses } from './unit.js';
import { writeClasses } from './write.js';

/** One line a room; kinds bring theirs. */
const ROOMS: readonly RoomClasses[] = [
  accessClasses,
  coverageClasses,
  deathClasses,
  deliveryClasses,
  dossierClasses,
  noticeClasses,
  procedureClasses,
  quarantineClasses,
  queuesClasses,
  searchClasses,
  signatureClasses,
  syncClasses,
  unitClasses,
  writeClasses,
  ...kinds,
];

const CONNECTION: TypeClasses = { edges: 'I', pageInfo: 'I', totalCount: 'I' };
const EDGE: TypeClasses = { cursor: 'I', node: 'I' };
/** What belongs to no room. */
const COMMON: RoomClasses['classes'] = {
  ...Object.fromEntries(
    ROOMS.flatMap(({ lists }) => lists).flatMap((name) => [
      [`${name}Connection`, CONNECTION],
      [`${name}Edge`, EDGE],
    ]),
  ),
  PageInfo: { hasNextPage: 'I', hasPreviousPage: 'I', startCursor: 'I', endCursor: 'I' },
  Query: { node: 'I', nodes: 'I' },
};

/** What is said of each field of the public schema; a schema with a field without one does not start. */
export const FIELD_CLASSES: Readonly<Record<string, TypeClasses>> = merged([
  COMMON,
  ...ROOMS.map(({ classes }) => classes),
]);

/** The class of a field on a day, `yyyy-MM-dd`; undefined: there is no such field. */
export function classOf(type: string, field: string, day: string): DataClass | undefined {
  const said = FIELD_CLASSES[type]?.[field];
  return said && classOn(said, day);
}

/**
 * Kinds of which a record may say something that is sensitive on a day: those with a field that is, and dossiers, for a refused one is sealed
 * before anybody knows whether its procedure is a sensitive one.
 */
export function sensitiveKinds(day: string): string[] {
  const byField = kinds
    .filter(({ classes }) =>
      Object.values<TypeClasses>(classes).some((fields) =>
        Object.values(fields).some((said) => classOn(said, day) === 'SD'),
      ),
    )
    .map(({ kind }) => kind);
  return ['dossier', ...byField];
}

function merged(parts: readonly RoomClasses['classes'][]): Record<string, TypeClasses> {
  const all: Record<string, TypeClasses> = {};
  for (const part of parts) {
    for (const [type, classes] of Object.entries(part)) all[type] = { ...all[type], ...classes };
  }
  return all;
}
