/**
 * Lists the overdue dossiers of a unit, then follows deliveries as they settle, across reconnects.
 *
 *   LIENTHONG_KEY=lt_… node examples/overdue.ts [--url http://127.0.0.1:4000/graphql] [--unit H56.14.3] [--events 10]
 */
import { parseArgs } from 'node:util';
import { Client, DeliverySettled, GatewayError, OverdueDossiers } from '../clients/typescript/src/index.ts';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
    unit: { type: 'string' },
    /** Ends after so many events; absent: never. */
    events: { type: 'string' },
    since: { type: 'string' },
  },
});
const key = process.env['LIENTHONG_KEY'];
if (!key) {
  console.error('LIENTHONG_KEY: cần khóa dịch vụ · a service key is needed (lienthong keys create)');
  process.exit(2);
}
const client = new Client({ url: values.url, key });
const unit = values.unit ?? null;

let after: string | null = null;
let shown = 0;
do {
  const { dossiers }: Awaited<ReturnType<typeof page>> = await page(after);
  if (shown === 0) console.log(`${dossiers.totalCount} hồ sơ quá hạn · overdue dossiers`);
  for (const { node } of dossiers.edges) {
    console.log(`${node.code}  ${node.dueAt ?? ''}  ${node.state}  ${node.procedure?.name ?? ''}`);
    shown += 1;
  }
  after = dossiers.pageInfo.hasNextPage ? dossiers.pageInfo.endCursor : null;
} while (after);

const most = values.events === undefined ? Number.POSITIVE_INFINITY : Number(values.events);
let since = values.since ?? null;
let told = 0;
while (told < most) {
  try {
    for await (const { deliverySettled } of client.subscribe(DeliverySettled, { unit, since })) {
      const { delivery, resumeFrom } = deliverySettled;
      since = resumeFrom;
      const subject = delivery.dossier?.code ?? delivery.notice?.code ?? '';
      console.log(
        `${delivery.changedAt}  ${delivery.portal}  ${subject}  ${delivery.state}  ${delivery.message ?? ''}`,
      );
      told += 1;
      if (told >= most) break;
    }
  } catch (error) {
    // What the gateway refuses does not get better by asking again.
    if (error instanceof GatewayError && error.code !== 'UNAVAILABLE') throw error;
    console.error('mất kết nối, thử lại sau 2 giây · connection lost, again in 2 s');
    await new Promise((resume) => setTimeout(resume, 2_000));
  }
}

function page(from: string | null) {
  return client.ask(OverdueDossiers, { unit, first: 50, after: from });
}
