/*
 * Values as directories write them, as exchange forms have them. What has another form is given back as it was written, so that the exchange
 * form refuses it by name.
 */

const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)?)?(?:[.,](\d+))?(Z|[+-]\d\d(?:\d\d)?)$/;
/** Days from 1601 to 1970, in the ticks of 100 ns that Windows counts. */
const EPOCH_TICKS = 116_444_736_000_000_000n;
const NEVER_TICKS = 0x7fff_ffff_ffff_ffffn;

/** Generalized time (RFC 4517, 3.3.13), `20250820080000Z`, `202508201500+0700`, as RFC 3339. */
export function generalizedTime(text: string): string {
  const [, year, month, day, hour, minute = '00', second = '00', fraction, zone = 'Z'] =
    GENERALIZED.exec(text.trim()) ?? [];
  if (year === undefined) return text;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3) || '00'}`;
  const parts = fraction === undefined ? '' : `.${fraction}`;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${parts}${offset}`;
}

/** Windows' FILETIME, as RFC 3339; undefined where it says never (0 and the largest number). */
export function fileTime(text: string): string | undefined {
  if (!/^\d{1,19}$/.test(text.trim())) return text;
  const ticks = BigInt(text.trim());
  if (ticks === 0n || ticks >= NEVER_TICKS) return undefined;
  const at = new Date(Number((ticks - EPOCH_TICKS) / 10_000n));
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
}

/** An identifier of Active Directory: 16 bytes whose first three groups stand backwards. Undefined: another number of bytes. */
export function objectGuid(bytes: Buffer): string | undefined {
  if (bytes.length !== 16) return undefined;
  const hex = (from: number, to: number, backwards: boolean) => {
    const part = Buffer.from(bytes.subarray(from, to));
    return (backwards ? part.reverse() : part).toString('hex');
  };
  return [hex(0, 4, true), hex(4, 6, true), hex(6, 8, true), hex(8, 10, false), hex(10, 16, false)].join('-');
}
