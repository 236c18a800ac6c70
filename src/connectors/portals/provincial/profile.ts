import { z } from 'zod';
import { hashOf } from '../../../domain/canonical.js';
import { NOTICE_CATEGORIES, type NoticeCategory } from '../../../domain/records.js';
import { codeTable } from '../code-table.js';

const ms = z.number().int().min(0);
/** A time-out of 0 would end every call before its answer. */
const positiveMs = z.number().int().min(1);
const count = z.number().int().min(1);
const path = z.string().regex(/^(\/.*)?$/, 'expected a path that begins with /, or empty text');
const name = z.string().min(1);

/** The portal's channel (kênh tin) for each of our categories, by its name there. */
const CHANNELS: Record<NoticeCategory, string> = {
  PHAP_LUAT: 'Pháp luật',
  CHINH_SACH: 'Chính sách',
  THU_TUC_HANH_CHINH: 'Thủ tục hành chính',
  QUY_TRINH: 'Quy trình',
  DU_AN_DAU_TU: 'Dự án đầu tư',
  DAU_THAU_MUA_SAM: 'Đấu thầu, mua sắm',
  HOAT_DONG: 'Hoạt động',
};

const channelsSchema = z
  .strictObject(Object.fromEntries(NOTICE_CATEGORIES.map((category) => [category, name.optional()])))
  .transform((given): Record<NoticeCategory, string> => {
    const all = { ...CHANNELS };
    for (const category of NOTICE_CATEGORIES) all[category] = given[category] ?? all[category];
    return all;
  });

const statusesSchema = codeTable(z.array(z.number().int()), {
  accepted: [1, 200],
  refused: [0],
  alreadyExists: [409],
  busy: [503],
});

/**
 * Everything about the provincial portal that nothing public says, as data (docs/portals/provincial.md). Durations in
 * ms, sizes in bytes. `adapterPath` and `contentPath` win over the variables of the same meaning where they are set.
 */
const profileSchema = z.strictObject({
  tokenPath: path.default('/token'),
  adapterPath: path.optional(),
  contentPath: path.optional(),
  procedureListPath: path.optional(),
  statuses: statusesSchema.prefault({}),
  notProcessedHttp: z.array(z.number().int().min(400).max(599)).default([503]),
  connectTimeout: positiveMs.default(10_000),
  answerTimeout: positiveMs.default(60_000),
  concurrency: count.default(4),
  requestsPerSecond: z.number().positive().default(20),
  traceReadBack: z.boolean().default(true),
  readBackDelays: z.array(ms).min(1).default([2_000, 6_000, 15_000]),
  readBackTries: count.default(10),
  attempts: count.default(8),
  dates: z.enum(['utc', 'local-z']).default('utc'),
  absentDate: z.enum(['omit', 'empty', 'zero']).default('omit'),
  maxAttachment: count.default(10_485_760),
  channels: channelsSchema.prefault({}),
  publishedState: name.default('Đã đăng'),
  sendRegistered: z.boolean().default(false),
  notices: z.boolean().default(true),
  statistics: z.boolean().default(true),
  adoption: z.enum(['before-enabled', 'always', 'never']).default('before-enabled'),
});

export type ProvincialProfile = z.output<typeof profileSchema>;

/**
 * The portal's part of the profile file, defaults filled in; undefined gives the defaults.
 * Throws an Error that names each wrong key and what is expected; an unknown key is wrong.
 */
export function parseProfile(given: unknown): ProvincialProfile {
  const parsed = profileSchema.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => {
    const at = ['provincial', ...issue.path.map(String)].join('.');
    return `${at}: ${issue.message}`;
  });
  throw new Error(`profile ${wrong.join('; ')}`);
}

/** A short name of what the profile says; it stands on receipts. */
export function versionOf(profile: ProvincialProfile): string {
  return hashOf(profile).toString('hex').slice(0, 12);
}
