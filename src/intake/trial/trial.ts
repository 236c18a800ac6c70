import type { Principal } from '../../access/principal.js';
import type { Json } from '../../domain/canonical.js';
import type { RawRecord } from '../../domain/ports.js';
import type { Queryable } from '../../store/database.js';
import { toCandidates } from '../candidates.js';
import { judgeClashes } from '../clashes.js';
import type { Inlet } from '../inlet.js';
import { admitAll } from '../page.js';
import { decide } from '../record/decide.js';
import { type Recorded, recordedOf, rounds } from '../record/index.js';
import { withStoredKeys } from '../stored-keys.js';
import type { Candidate, IntakeDeps } from '../types.js';
import { inTimeOrder } from '../waiting.js';
import { Arrived } from './arrived.js';
import { Overlay } from './overlay.js';

const BATCH = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** One trial of several sources, one after the other, on one connection that can only read. */
export class Trial {
  readonly #arrived = new Arrived();

  private constructor(
    readonly deps: IntakeDeps,
    readonly principal: Principal,
    readonly client: Queryable,
    readonly overlay: Overlay,
  ) {}

  /** `client`: one connection for this trial alone. */
  static async open(deps: IntakeDeps, principal: Principal, client: Queryable): Promise<Trial> {
    return new Trial(deps, principal, client, await Overlay.open(client, deps.sealer));
  }

  /** What would become of these, in their order; what would be stored counts for all that come later. */
  async judge({ kind, name }: Inlet, candidates: readonly Candidate[]): Promise<Recorded[]> {
    const { client, deps } = this;
    const looking = { client, sealer: deps.sealer, now: new Date(deps.clock.now()) };
    const known = await admitAll(client, this.principal, kind, candidates, this.#arrived);
    const admitted = await judgeClashes(looking, await withStoredKeys(looking, kind, known));
    const judged = new Map<Candidate, Recorded>();
    for (const round of rounds(admitted)) {
      const keys = round.flatMap(({ record }) => record?.code ?? []);
      const subjects = await this.overlay.look(kind, keys);
      const decisions = await decide(this.overlay, name, round, subjects);
      await this.overlay.keep(kind, name, decisions);
      for (const [index, decision] of decisions.entries()) {
        if (decision.fate === 'stored') this.#arrived.add(decision.writing.record);
        const candidate = round[index];
        if (candidate) judged.set(candidate, recordedOf(decision));
      }
    }
    return admitted.map((candidate): Recorded => judged.get(candidate) ?? { candidate, fate: 'quarantined' });
  }

  /** What this source has in quarantine only for a unit or procedure that is known by now would be taken up first. */
  async retakeWaiting(source: Inlet, now: number): Promise<void> {
    let after = BEFORE_ALL;
    for (;;) {
      const { rows } = await this.client.query<{ id: string; raw: Buffer; place: RawRecord['place'] }>(
        `select id, coalesce(edited, raw) as raw, place from quarantine
          where source = $1 and state = 'OPEN' and waits_for is not null and id > $2 order by id limit ${BATCH}`,
        [source.name, after],
      );
      const raws = rows.map(({ raw, place }) => ({ raw: this.deps.sealer.openJson<Json>(raw), place }));
      await this.judge(source, inTimeOrder(toCandidates(source, raws, now)));
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = last.id;
    }
  }
}
