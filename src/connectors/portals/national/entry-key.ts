import { hashOf, type JsonObject } from '../../../domain/canonical.js';
import type { RemoteTrace } from './contract.js';

const PARTS = ['MaHoSo', 'ThoiDiemXuLy', 'TrangThai', 'NguoiXuLy', 'NoiDungXuLy'] as const;

/**
 * The natural key of a trace item at the portal, `MaHoSo + ThoiDiemXuLy + TrangThai + NguoiXuLy + NoiDungXuLy` after NFC,
 * hashed (hex). The same for what is sent and for what `QuaTrinhXuLy[]` shows; an item there without `MaHoSo` is its record's.
 */
export function entryKey(item: RemoteTrace | JsonObject, dossier: string): string {
  const key = PARTS.map((part) => {
    const value = item[part];
    return value === undefined || value === null ? '' : String(value);
  });
  if (key[0] === '') key[0] = dossier;
  return hashOf(key).toString('hex');
}
