/**
 * The hub's own mark at the end of an article's `NguonTin`, since the portal knows no external id (provincial portal
 * contract, section 4): `UBND huyện Ngọc Lặc [LT-000123]`.
 */
export function referenceOf(number: number): string {
  return `[LT-${String(number).padStart(6, '0')}]`;
}

const AT_END = /\[LT-\d{6,}\]\s*$/;
const ANYWHERE = /\[LT-\d{6,}\]/;

/** The reference that a `NguonTin` ends with. */
export function referenceIn(provenance: string): string | undefined {
  return AT_END.exec(provenance)?.[0].trim();
}

/** Whether any hub has marked this article as its own. */
export function hasAnyReference(provenance: string): boolean {
  return ANYWHERE.test(provenance);
}
