import { type Instant, toInstant } from './time.js';

/** What a unit was called, or which one was above it, before; both ends count, no begin: since there is the unit. */
interface Former {
  from?: Instant;
  to: Instant;
}
export interface FormerName extends Former {
  name: string;
}
export interface FormerParent extends Former {
  /** The unit's code as the source wrote it, in any form. */
  code: string;
}

/** The decision by which a unit was set up (quyết định thành lập, ban hành mã). */
export interface UnitDecision {
  number: string;
  date?: Instant;
  issuer?: string;
}

/** A unit of the administration (đơn vị) as it stood at one `changedAt`. Codes of other units stand as the source wrote them. */
export interface UnitRecord {
  kind: 'unit';
  /** Ma, `H56.14.3` */
  code: string;
  name: string;
  parent?: string;
  level: 'TINH' | 'HUYEN' | 'XA' | 'PHONG_BAN';
  /** MaHanhChinh: code of the administrative area, 2, 3 or 5 digits */
  adminCode?: string;
  address?: string;
  phone?: string;
  email?: string;
  website?: string;
  decision?: UnitDecision;
  /** TenCu, the earliest first; absent: it was always called so */
  formerNames?: FormerName[];
  /** ChaCu, the earliest first; absent: it always stood below `parent` */
  formerParents?: FormerParent[];
  validFrom?: Instant;
  validTo?: Instant;
  successors: string[];
  /** MaKhac: older forms of the code */
  aliases: string[];
  changedAt: Instant;
  deleted?: boolean;
}

/** Since when what follows these has held: after the last of them; undefined: since there is the unit. */
export function sinceAfter(former: readonly Pick<Former, 'to'>[] = []): Instant | undefined {
  const last = former.at(-1);
  return last && toInstant(Date.parse(last.to) + 1);
}

/** Everything that a unit was called, the earliest first; the last one has no end. */
export function namesOf({ name, formerNames = [] }: UnitRecord) {
  return [...formerNames, { name, from: sinceAfter(formerNames), to: undefined }];
}

/** The codes of all units that a unit stood below, the earliest first; the last one has no end. */
export function parentsOf({ parent, formerParents = [] }: UnitRecord) {
  const now = parent === undefined ? [] : [{ code: parent, from: sinceAfter(formerParents), to: undefined }];
  return [...formerParents, ...now];
}
