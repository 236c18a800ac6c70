import type { Problem } from '../../../domain/ports.js';
import type { Instant } from '../../../domain/time.js';
import { sinceAfter } from '../../../domain/unit.js';
import { inOrder } from '../reading/checks.js';

interface Loose {
  HieuLucTu: Instant | undefined;
  HieuLucDen: Instant | undefined;
}
type Ended = Loose & { HieuLucDen: Instant };

/** By their last days, the earliest first; one that names no first day goes on from the one before. */
export function inTime<P extends Ended>(periods: readonly P[]): P[] {
  const sorted = [...periods].sort((a, b) => Date.parse(a.HieuLucDen) - Date.parse(b.HieuLucDen));
  return sorted.map((period, at) => {
    const before = sorted.slice(0, at).map(({ HieuLucDen: to }) => ({ to }));
    return { ...period, HieuLucTu: period.HieuLucTu ?? sinceAfter(before) };
  });
}

/** Adds a problem for each period that ends before it begins or overlaps another: at a time a unit has one name and stands below one unit. */
export function checkPeriods(list: string, given: readonly Loose[], problems: Problem[]): void {
  const periods = given.flatMap(({ HieuLucTu, HieuLucDen }, index) =>
    HieuLucDen === undefined ? [] : [{ HieuLucTu, HieuLucDen, path: `${list}[${index}]` }],
  );
  let until = Number.NEGATIVE_INFINITY;
  for (const { path, HieuLucTu: from, HieuLucDen: to } of inTime(periods)) {
    inOrder({ field: `${path}.HieuLucTu`, at: from }, { field: `${path}.HieuLucDen`, at: to }, problems);
    if (from !== undefined && Date.parse(from) <= until) {
      const message = 'Trùng thời gian với mục khác (overlaps another one)';
      problems.push({ field: path, code: 'OVERLAP', message });
    }
    until = Date.parse(to);
  }
}
