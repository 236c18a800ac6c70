import type { DriftChange, Identity } from './behaviour.js';
import type { FaultEngine } from './fault-engine.js';
import type { Call } from './http.js';
import { hash32 } from './random.js';

interface Changeable {
  drift(change: DriftChange): boolean;
}

/** The field that both portals' dossiers carry in their own spelling, and what the portal writes over it. */
const ALTERED = {
  DonViXuLy: 'Bộ phận một cửa (cổng tự sửa)',
  ProcessingOrganName: 'Bộ phận một cửa (cổng tự sửa)',
};

/** After a write, the portal may alter or lose one of the dossiers that it holds (`drift`, `loseRecord`). */
export function spontaneous(
  faults: FaultEngine,
  call: Call,
  identity: Identity,
  held: () => readonly string[],
  portal: Changeable & { readonly alters: keyof typeof ALTERED },
): void {
  const where = { path: call.path, service: identity.service, keys: identity.keys };
  for (const kind of ['drift', 'loseRecord'] as const) {
    const rule = faults.play(kind, where);
    if (!rule) continue;
    // A rule that names keys means those; otherwise any dossier that the portal holds.
    const own = rule.match?.key === undefined ? undefined : identity.keys[0];
    const all = held();
    const key = own ?? all[hash32(`${faults.seed}|${kind}|${faults.played[kind]}`) % all.length] ?? '';
    portal.drift(
      kind === 'drift' ? { key, set: { [portal.alters]: ALTERED[portal.alters] } } : { key, lose: true },
    );
  }
}
