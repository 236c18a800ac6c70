import { recordsOf } from './drop.js';
import { codeOf, flagOf, type Raw, textOf, unpacked } from './values.js';

export interface ProcedureNames {
  name: string;
  fieldCode: string;
  fieldName: string;
  noDueTime: boolean;
}

/** Units and procedures as the sources tell them; their newest version counts. */
export interface District {
  units: ReadonlyMap<string, string>;
  procedures: ReadonlyMap<string, ProcedureNames>;
}

/** Reads the drops of units and procedures. Older forms of a unit's code lead to its name too. */
export function readDistrict(unitsFolder: string, proceduresFolder: string): District {
  const units = new Map<string, string>();
  for (const unit of recordsOf(unitsFolder)) {
    const name = textOf(unit['Ten']);
    const aliases = unpacked(unit['MaKhac']);
    const codes = [unit['Ma'], ...(Array.isArray(aliases) ? aliases : [])].map(codeOf);
    for (const code of codes) if (code !== undefined && name !== undefined) units.set(code, name);
  }
  const procedures = new Map<string, ProcedureNames>();
  for (const procedure of recordsOf(proceduresFolder)) {
    const code = procedureCode(procedure);
    if (code === undefined) continue;
    procedures.set(code, {
      name: textOf(procedure['TenTTHC']) ?? '',
      fieldCode: codeOf(procedure['MaLinhVuc']) ?? '',
      fieldName: textOf(procedure['TenLinhVuc']) ?? '',
      noDueTime: flagOf(procedure['KhongCoHenTra']) === true,
    });
  }
  return { units, procedures };
}

/** The national code; `1.001193.000.00.00.H56` has a suffix that is cut. */
export function procedureCode(record: Raw): string | undefined {
  return /^(\d\.\d{6})(\.|$)/.exec(codeOf(record['MaTTHC']) ?? '')?.[1];
}
