import { Command } from 'commander';
import { systemPrincipal } from '../access/principal.js';
import { loadConfig } from '../config.js';
import { DELIVERY_STATES } from '../domain/delivery.js';
import { type OpenDifferences, openDifferences } from '../intake/compare/index.js';
import { type IntakeFacts, intakeFacts } from '../intake/facts.js';
import { deliveryCounts, type LaneFacts, laneFacts } from '../ledger/outlook.js';
import { openEngines } from '../processes/engines.js';
import { type QueueCounts, queueCounts } from '../queues/facts.js';
import { type Pause, pauses } from '../queues/pauses.js';
import { table } from './screen.js';

interface Facts {
  deliveries: Record<string, Record<string, number>>;
  lanes: LaneFacts[];
  queues: (QueueCounts & { paused: boolean })[];
  pauses: Pause[];
  sources: IntakeFacts['sources'];
  quarantine: number;
  secrets: IntakeFacts['secrets'];
  /** Where source and store differ, by source and problem. */
  differences: OpenDifferences[];
}

export function statusCommand(): Command {
  return new Command('status')
    .description('deliveries by portal and state, lanes, queues, sources, quarantine')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  $ lienthong status --json | jq .deliveries.national')
    .action(async ({ json = false }: { json?: boolean }) => {
      const engines = await openEngines(loadConfig(), { migrate: false, patience: 'command' });
      try {
        const principal = systemPrincipal('status');
        const [deliveries, lanes, counts, paused, intake, differences] = await Promise.all([
          deliveryCounts(engines.database, principal),
          laneFacts(engines.database, principal),
          engines.queues().then(queueCounts),
          pauses(engines.database),
          intakeFacts(engines.database, principal),
          openDifferences(engines.database, principal),
        ]);
        const queues = counts.map((one) => ({
          ...one,
          paused: paused.some(({ scope }) => scope === `queue:${one.name}`),
        }));
        const facts: Facts = { deliveries, lanes, queues, pauses: paused, ...intake, differences };
        if (json) console.log(JSON.stringify(facts));
        else print(facts);
      } finally {
        await engines.close();
      }
    });
}

function print(facts: Facts): void {
  const { deliveries, lanes, queues, pauses: paused, sources, quarantine, secrets, differences } = facts;
  for (const { source, count, since, lastAt } of secrets)
    console.log(
      `BÁO ĐỘNG: ${count} văn bản mật bị từ chối / ALARM: secret documents refused: ${source}, ${since} … ${lastAt}\n`,
    );
  const rows = Object.entries(deliveries).map(([portal, counts]) => [
    portal,
    ...DELIVERY_STATES.map((state) => counts[state] ?? 0),
  ]);
  console.log('Lượt gửi / deliveries');
  console.log(table(['', ...DELIVERY_STATES], rows));
  if (lanes.length > 0) {
    console.log('\nLuồng đang chờ / lanes that wait');
    console.log(
      table(
        ['cổng / portal', 'trạng thái / state', 'vì sao / why', 'số luồng / lanes', 'từ / since'],
        lanes.map(({ portal, state, reason, lanes: n, since }) => [portal, state, reason ?? '', n, since]),
      ),
    );
  }
  console.log('\nHàng đợi / queues');
  console.log(
    table(
      ['', 'waiting', 'active', 'delayed', 'failed', ''],
      queues.map(({ name, waiting, active, delayed, failed, paused }) => [
        name,
        waiting,
        active,
        delayed,
        failed,
        paused ? 'paused' : '',
      ]),
    ),
  );
  for (const { scope, since, by, reason = '' } of paused)
    console.log(`Tạm dừng / paused: ${scope}, ${since}, ${by} ${reason}`);
  console.log('\nNguồn / sources');
  console.log(
    table(
      ['', 'lần cuối / last run', 'read', 'stored', 'unchanged', 'stale', 'quarantined', ''],
      sources.map((one) => [
        one.source,
        one.startedAt,
        one.read,
        one.stored,
        one.unchanged,
        one.stale,
        one.quarantined,
        one.state,
      ]),
    ),
  );
  console.log(`\nVùng cách ly / quarantine: ${quarantine}`);
  for (const { source, problem, open } of differences)
    console.log(`Điểm lệch với nguồn / differences: ${source} ${problem} ${open}`);
}
