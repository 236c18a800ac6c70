import type { Principal } from '../access/principal.js';
import type { Source } from '../domain/ports.js';
import type { SubjectKind } from '../domain/records.js';
import type { Queryable } from '../store/database.js';

/** Where records come in, and how they are decoded: a source, or the gateway, which nobody pulls. */
export type Inlet = Pick<Source, 'name' | 'kind' | 'decode' | 'told'>;

/** The origin of notices that are published through the hub: whoever may publish may correct and withdraw them. */
export const HUB_ORIGIN = 'hub';
const API = 'api:';

/** The origin of what a key pushes: by its name, so that a renewed key goes on with its records (docs/adr/0005). */
export function apiOrigin({ name }: Principal): string {
  return API + name;
}

/** How what `origin` brings is decoded; undefined: no such source, or no source has this kind. */
export function inletOf(inlets: readonly Inlet[], origin: string, kind: SubjectKind): Inlet | undefined {
  const own = inlets.find(({ name }) => name === origin);
  if (own) return own;
  const form = inlets.find((inlet) => inlet.kind === kind);
  if (!form || !(origin === HUB_ORIGIN || origin.startsWith(API))) return undefined;
  return { name: origin, kind, decode: (raw, run) => form.decode(raw, run) };
}

/** The gateway's inlets with something in quarantine that waits for a unit or procedure. */
export async function waitingDoors(database: Queryable, inlets: readonly Inlet[]): Promise<Inlet[]> {
  const { rows } = await database.query<{ source: string; kind: SubjectKind }>(
    `select distinct source, kind from quarantine
      where state = 'OPEN' and waits_for is not null and starts_with(source, $1) order by source`,
    [API],
  );
  return rows.flatMap(({ source, kind }) => inletOf(inlets, source, kind) ?? []);
}
