import { fold } from '../fold.js';

/** In what amounts of a form are written; `factor`: đồng in one of it. */
export interface MoneyUnit {
  label: string;
  factor: number;
}

const UNITS: readonly (MoneyUnit & { written: RegExp })[] = [
  { label: 'đồng', factor: 1, written: /^(dong( viet nam)?|vnd|vnđ|d)$/ },
  { label: 'nghìn đồng', factor: 1_000, written: /^((1\.?000|nghin|ngan) ?(dong|d|vnd))$/ },
  { label: 'triệu đồng', factor: 1_000_000, written: /^((trieu|tr\.?) ?(dong|d|vnd)?)$/ },
  { label: 'tỷ đồng', factor: 1_000_000_000, written: /^((ty|ti) ?(dong|d|vnd)?)$/ },
];

/** `Triệu đồng`, `1.000 đồng`, `tr.đ`; undefined for what is no unit of money. */
export function moneyUnit(text: string): MoneyUnit | undefined {
  const folded = fold(text);
  const unit = UNITS.find(({ written }) => written.test(folded));
  return unit && { label: unit.label, factor: unit.factor };
}

/** Whole đồng of an amount in a unit, rounded half away from zero; undefined where no number holds it exactly. */
export function inDong(amount: number, { factor }: MoneyUnit): number | undefined {
  const size = Math.round(Number((Math.abs(amount) * factor).toPrecision(15)));
  return Number.isSafeInteger(size) ? size * (amount < 0 ? -1 : 1) + 0 : undefined;
}
