import type { Health } from '../schema/enums/operations.js';
import type { AccountFacts, PauseFacts, QueueFacts, SourceFacts } from './queue-facts.js';

/** Something that is not as it should be, in words for officers. */
export interface HealthFinding {
  code: string;
  message: string;
  messageEn: string;
  since: string | null;
  where: string;
  health: Health;
}

/** A source as the configuration has it. */
export interface KnownSource {
  name: string;
  /** What an officer reads. */
  label: string;
  configured: boolean;
  /** How often it is read when not at each turn, ms. */
  everyMs?: number;
}

export interface JobCounts {
  name: string;
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
}

export interface HealthInput {
  facts: QueueFacts;
  sources: readonly KnownSource[];
  syncEveryMs: number;
  /** Undefined: their engine does not answer. */
  jobs: readonly JobCounts[] | undefined;
}

/** Something is due so long and does not leave: nobody sends. */
const STUCK_MS = 5 * 60_000;
/** A source is stale after so many missed turns, yet never before {@link STALE_AT_LEAST_MS}. */
const STALE_TURNS = 5;
const STALE_AT_LEAST_MS = 10 * 60_000;

/** How long a source that is read this often may go unread, ms. */
export function staleAfterMs(everyMs: number): number {
  return Math.max(STALE_AT_LEAST_MS, STALE_TURNS * everyMs);
}

const RANK: Readonly<Record<Health, number>> = { HEALTHY: 0, DEGRADED: 1, FAILING: 2 };

export function worst(findings: readonly { health: Health }[]): Health {
  return findings.reduce<Health>(
    (most, { health }) => (RANK[health] > RANK[most] ? health : most),
    'HEALTHY',
  );
}

/** What is wrong now, the worst first. Pure: what is known decides. */
export function judgeHealth({ facts, sources, syncEveryMs, jobs }: HealthInput): HealthFinding[] {
  const now = Date.parse(facts.at);
  const scopes = new Set(facts.pauses.map(({ scope }) => scope));
  const stopped = ({ portal }: AccountFacts) => scopes.has('queue:push') || scopes.has(`portal:${portal}`);
  const found = [
    ...facts.accounts.flatMap((account) => judgeAccount(account, stopped(account), now)),
    ...sources.flatMap((source) => {
      const known = facts.sources.find(({ source: name }) => name === source.name);
      return judgeSource(source, known, Math.max(syncEveryMs, source.everyMs ?? 0), now);
    }),
    ...judgeDeaths(facts.deaths),
    ...judgePauses(facts.pauses),
    ...judgeJobs(jobs),
  ];
  return found.sort((a, b) => RANK[b.health] - RANK[a.health] || a.where.localeCompare(b.where));
}

export function whereOf({ portal, agencyCode }: Pick<AccountFacts, 'portal' | 'agencyCode'>): string {
  return `portal:${portal}/${agencyCode}`;
}

/** `stopped`: somebody paused it, so nothing is expected to leave. */
function judgeAccount(account: AccountFacts, stopped: boolean, now: number): HealthFinding[] {
  const { portal, breaker } = account;
  const where = whereOf(account);
  const found: HealthFinding[] = [];
  const add = (health: Health, code: string, since: string | null, message: string, messageEn: string) =>
    found.push({ health, code, since, message, messageEn, where });
  const count = (state: string) => account.deliveries.find((entry) => entry.state === state);

  if (!account.enabled) {
    const pending = count('PENDING');
    if (pending) {
      add(
        'DEGRADED',
        'PORTAL_OFF',
        pending.since,
        `Cổng ${portal} đang tắt, ${pending.count} lượt gửi đang chờ`,
        `portal ${portal} is switched off, ${pending.count} deliveries wait`,
      );
    }
    return found;
  }
  if (account.loginRefusedAt) {
    add(
      'FAILING',
      'LOGIN_REFUSED',
      account.loginRefusedAt,
      `Cổng ${portal} từ chối đăng nhập: kiểm tra tài khoản, mật khẩu`,
      `portal ${portal} refuses the login: check the account and its password`,
    );
  }
  if (breaker.state !== 'CLOSED') {
    add(
      'DEGRADED',
      'BREAKER_OPEN',
      breaker.since,
      `Tạm ngừng gửi lên cổng ${portal}, hệ thống tự thử lại`,
      `sending to portal ${portal} is paused and retried by itself`,
    );
  } else if (
    !stopped &&
    account.oldestReadyAt &&
    now - Date.parse(account.oldestReadyAt) > STUCK_MS &&
    account.busyLanes === 0
  ) {
    add(
      'FAILING',
      'NOTHING_SENT',
      account.oldestReadyAt,
      `Có lượt gửi đến hạn nhưng không được gửi lên cổng ${portal}: kiểm tra tiến trình worker`,
      `deliveries to portal ${portal} are due and nothing is sent: is a worker running?`,
    );
  }
  const bins: [string, string, string][] = [
    ['HELD', 'cần cán bộ xử lý', 'are held and need a person'],
    ['REFUSED', 'bị cổng từ chối', 'were refused by the portal'],
    ['EXHAUSTED', 'đã hết số lần thử', 'are out of attempts'],
  ];
  for (const [state, vi, en] of bins) {
    const bin = count(state);
    if (bin)
      add(
        'DEGRADED',
        `DELIVERIES_${state}`,
        bin.since,
        `${bin.count} lượt gửi ${vi} (${portal})`,
        `${bin.count} deliveries ${en} (${portal})`,
      );
  }
  return found;
}

function judgeSource(
  source: KnownSource,
  facts: SourceFacts | undefined,
  everyMs: number,
  now: number,
): HealthFinding[] {
  const where = `source:${source.name}`;
  const found: HealthFinding[] = [];
  if (facts && facts.openQuarantine > 0) {
    found.push({
      health: 'DEGRADED',
      code: 'QUARANTINE_OPEN',
      since: facts.quarantineSince,
      where,
      message: `${facts.openQuarantine} bản ghi của "${source.label}" nằm trong vùng cách ly`,
      messageEn: `${facts.openQuarantine} records of ${source.name} are in quarantine`,
    });
  }
  if (facts && facts.secret > 0) {
    const last = facts.secretLastAt ?? '';
    found.push({
      health: 'FAILING',
      code: 'SECRET_REFUSED',
      since: facts.secretSince,
      where,
      message: `${facts.secret} văn bản mật đến từ nguồn "${source.label}", đã từ chối và không giữ nội dung; lần cuối ${last}: báo người phụ trách bảo vệ bí mật nhà nước, xóa tệp ở nguồn, rồi đóng trong vùng cách ly kèm lý do`,
      messageEn: `${facts.secret} secret documents came from ${source.name}, were refused and nothing of them was kept; the last at ${last}: tell whoever guards state secrets, remove the files at the source, then discard them in quarantine with a reason`,
    });
  }
  const differing = facts?.differences.reduce((sum, { count }) => sum + count, 0) ?? 0;
  if (facts && differing > 0) {
    found.push({
      health: 'DEGRADED',
      code: 'DIFFERENCES_OPEN',
      since: facts.differencesSince,
      where,
      message: `${differing} bản ghi của "${source.label}" lệch giữa nguồn và kho, cần kiểm tra tại nguồn`,
      messageEn: `${differing} records of ${source.name} differ between source and store: look at the source`,
    });
  }
  if (!source.configured) return found;
  const stale = staleAfterMs(everyMs);
  if (facts?.failingSince) {
    found.push({
      health: 'FAILING',
      code: 'SYNC_FAILED',
      since: facts.failingSince,
      where,
      message: `Không đọc được nguồn "${source.label}"`,
      messageEn: `source ${source.name} cannot be read`,
    });
  } else if (!facts?.lastDoneAt) {
    found.push({
      health: 'DEGRADED',
      code: 'SYNC_NEVER',
      since: null,
      where,
      message: `Nguồn "${source.label}" chưa được đọc lần nào`,
      messageEn: `source ${source.name} was never read`,
    });
  } else if (now - Date.parse(facts.lastDoneAt) > stale) {
    found.push({
      health: 'DEGRADED',
      code: 'SYNC_STALE',
      since: facts.lastDoneAt,
      where,
      message: `Nguồn "${source.label}" lâu chưa được đọc`,
      messageEn: `source ${source.name} was not read for long`,
    });
  }
  return found;
}

function judgeDeaths({ overdue, since }: QueueFacts['deaths']): HealthFinding[] {
  if (overdue === 0) return [];
  return [
    {
      health: 'DEGRADED',
      code: 'DEATHS_OVERDUE',
      since,
      where: 'source:civil-status',
      message: `${overdue} hồ sơ của người đã mất quá một ngày chưa được xử lý (trợ cấp, hộp thư, chứng thư, cán bộ)`,
      messageEn: `${overdue} records of people who died are not dealt with after a day (benefits, mailboxes, certificates, officials)`,
    },
  ];
}

function judgeJobs(jobs: readonly JobCounts[] | undefined): HealthFinding[] {
  if (jobs) return [];
  return [
    {
      health: 'FAILING',
      code: 'QUEUE_ENGINE_DOWN',
      since: null,
      where: 'queue:*',
      message: 'Hàng đợi không phản hồi',
      messageEn: 'the queue engine does not answer',
    },
  ];
}

function judgePauses(pauses: readonly PauseFacts[]): HealthFinding[] {
  return pauses.map(({ scope, since, by, reason }) => {
    const [kind, name] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)];
    const why = reason === null ? '' : `: ${reason}`;
    return {
      health: 'DEGRADED',
      code: kind === 'portal' ? 'PORTAL_PAUSED' : 'QUEUE_PAUSED',
      since,
      where: scope,
      message: `${kind === 'portal' ? 'Cổng' : 'Hàng đợi'} ${name} đang tạm dừng, do ${by}${why}`,
      messageEn: `${kind} ${name} is paused, by ${by}${why}`,
    };
  });
}
