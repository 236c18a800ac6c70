import type { Identity } from '../../simulation/behaviour.js';
import type { SampleProcedure } from '../../simulation/catalogue.js';
import type { FaultContext, FaultEngine } from '../../simulation/fault-engine.js';
import { type Answer, type Call, isObject } from '../../simulation/http.js';
import { chance } from '../../simulation/random.js';
import { type BatchOutcome, playBatch } from './batch.js';
import type { Downloader } from './downloads.js';
import { ACCEPTED, type Manner, type Verdict } from './envelope.js';
import { checkNotice, checkTrace } from './items.js';
import type { BatchBehaviour, NationalSimulatorProfile } from './profile.js';
import { checkNames, checkRecord } from './records.js';
import type { NationalState, WireObject } from './state.js';

/** What the write services need of the portal around them. */
export interface WriteContext {
  state: NationalState;
  profile: NationalSimulatorProfile;
  faults: FaultEngine;
  manner: Manner;
  procedures: ReadonlyMap<string, SampleProcedure>;
  downloader: Downloader;
}

const BATCH_FAULTS = [
  ['batchAtomic', 'atomic'],
  ['batchListed', 'listed'],
  ['batchSilentPart', 'silentPart'],
] as const;

/** The three services that write: `DongBoHoSoMC`, `CapNhatTienDoHoSoMC`, `DongBoThongBao`. */
export function write(
  context: WriteContext,
  call: Call,
  identity: Identity,
  body: Record<string, unknown>,
): Answer {
  const { profile, manner, faults } = context;
  const items: unknown[] = Array.isArray(body['data']) ? body['data'] : [];
  const kind =
    identity.service === 'DongBoThongBao'
      ? 'notices'
      : identity.service === 'DongBoHoSoMC'
        ? 'records'
        : 'traces';
  const keyName = kind === 'notices' ? 'MaThongBao' : 'MaHoSo';
  const keys = items.map((item) => (isObject(item) ? String(item[keyName] ?? '') : ''));
  const most = kind === 'traces' ? profile.traceBatch : profile.maxBatch;
  const oversize: Verdict | undefined =
    items.length > most
      ? { code: profile.codes.batch, message: `data: nhiều quá ${most} mục` }
      : kind !== 'traces' && new Set(keys).size < keys.length
        ? { code: profile.codes.batch, message: `${keyName}: lặp lại trong một gói` }
        : undefined;
  if (oversize) return manner.answer(call, oversize);

  const where: FaultContext = { path: call.path, service: identity.service, keys };
  const updating = body['isUpdating'] === 'True';
  const verdicts = items.map((item, index) => {
    const verdict =
      kind === 'records'
        ? judgeRecord(context, item, updating)
        : kind === 'notices'
          ? judgeNotice(context, item, updating)
          : judgeTrace(context, item);
    if (verdict.code !== 0) return verdict;
    const refusal = faults.refuses(keys[index] ?? '', where);
    return refusal
      ? { code: refusal.code ?? profile.codes.refused, message: refusal.message ?? 'Hồ sơ bị từ chối' }
      : ACCEPTED;
  });
  const outcome = playBatch(
    verdicts,
    behaviour(context, kind, verdicts, where),
    chance(faults.seed, 'listed top', call.number) < 0.5,
  );
  const applied = apply(context, kind, items, keys, outcome, where, updating);
  return { ...answerOf(context, call, keyName, keys, outcome), applied };
}

function answerOf(
  { manner }: WriteContext,
  call: Call,
  keyName: string,
  keys: string[],
  outcome: BatchOutcome,
): Answer {
  const listed = outcome.listed?.map(({ code, message }, index) => ({
    [keyName]: keys[index] ?? '',
    error_code: manner.code(call.number + index, code),
    message,
  }));
  return manner.answer(call, outcome.top, listed);
}

/** The profile's behaviour, unless a batch fault plays: those hit only batches in which something is bad. */
function behaviour(
  { profile, faults }: WriteContext,
  kind: 'records' | 'traces' | 'notices',
  verdicts: Verdict[],
  where: FaultContext,
): BatchBehaviour {
  if (verdicts.length < 2 || verdicts.every((verdict) => verdict.code === 0)) return profile.batch[kind];
  for (const [fault, played] of BATCH_FAULTS) {
    // A part is only silent when there is something that can be applied.
    if (played === 'silentPart' && !verdicts.some((verdict) => verdict.code === 0)) continue;
    if (faults.play(fault, where)) return played;
  }
  return profile.batch[kind];
}

function apply(
  { state, faults, downloader }: WriteContext,
  kind: 'records' | 'traces' | 'notices',
  items: unknown[],
  keys: string[],
  outcome: BatchOutcome,
  where: FaultContext,
  updating: boolean,
): string[] {
  if (outcome.applied.length === 0) return [];
  const now = faults.clock.now();
  const lag = faults.play('readBackLag', where);
  const visibleAt = lag ? now + (lag.ms ?? 3000) : now;
  const done: string[] = [];
  for (const index of outcome.applied) {
    const item = items[index];
    const key = keys[index] ?? '';
    if (!isObject(item)) continue;
    if (kind === 'traces') state.append(key, item, now, visibleAt);
    else {
      state.write(
        kind === 'notices' ? 'notice' : 'dossier',
        key,
        item,
        updating ? 'update' : 'create',
        now,
        visibleAt,
      );
      downloader.take(key, item);
    }
    done.push(key);
  }
  return done;
}

function judgeRecord(
  { state, profile, manner, procedures }: WriteContext,
  item: unknown,
  updating: boolean,
): Verdict {
  const code = isObject(item) ? String(item['MaTTHC'] ?? '') : '';
  const procedure = procedures.get(code);
  const complaint = checkRecord(item, procedure);
  if (complaint || !isObject(item)) return complaint ? manner.complaint(complaint) : ACCEPTED;
  if (!procedure)
    return { code: profile.codes.procedure, message: 'MaTTHC: không có trong danh mục quốc gia' };
  const names = profile.checkNames ? checkNames(item, procedure) : undefined;
  if (names) return manner.complaint(names);
  return existence(profile, state.holds('dossier', String(item['MaHoSo'])), updating);
}

function judgeNotice({ state, profile, manner }: WriteContext, item: unknown, updating: boolean): Verdict {
  const complaint = checkNotice(item);
  if (complaint || !isObject(item)) return complaint ? manner.complaint(complaint) : ACCEPTED;
  return existence(profile, state.holds('notice', String(item['MaThongBao'])), updating);
}

function existence({ codes }: NationalSimulatorProfile, exists: boolean, updating: boolean): Verdict {
  if (exists && !updating) return { code: codes.alreadyExists, message: 'Mã đã tồn tại' };
  if (!exists && updating) return { code: codes.notFound, message: 'Mã chưa tồn tại' };
  return ACCEPTED;
}

function judgeTrace({ state, profile, manner }: WriteContext, item: unknown): Verdict {
  const complaint = checkTrace(item);
  if (complaint || !isObject(item)) return complaint ? manner.complaint(complaint) : ACCEPTED;
  return state.holds('dossier', String(item['MaHoSo']))
    ? ACCEPTED
    : { code: profile.codes.notFound, message: 'MaHoSo: chưa có hồ sơ này' };
}

/** Complaints about items that are put in by hand, for adoption. */
export function judgeSeed(
  context: WriteContext,
  kind: 'record' | 'trace' | 'notice',
  item: WireObject,
): string | undefined {
  const verdict =
    kind === 'record'
      ? judgeRecord(context, item, false)
      : kind === 'notice'
        ? judgeNotice(context, item, false)
        : judgeTrace(context, item);
  return verdict.code === 0 ? undefined : verdict.message;
}
