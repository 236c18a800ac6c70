import type { GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Principal } from '../../access/principal.js';
import { demand } from '../../access/roles.js';
import { DETAILS_KEY } from '../../domain/notice-details.js';
import { judgeNotice, type NoticeWritten, publishNotice, withdrawNotice } from '../../intake/write-notice.js';
import type { Problem } from '../../schema/payloads.js';
import { PublishNoticeInput, WithdrawNoticeInput, WriteNoticePayload } from '../../schema/writes/notices.js';
import { type Context, callerOf } from '../context.js';
import { payloadWith } from '../payload.js';
import { problem, problemOfRecord } from '../problems.js';
import { pathOf, toForm } from './exchange-form.js';
import { detailsForm } from './notice-details.js';

/** The input's names → the exchange form's (docs/sources/notices.md). */
const FORM: Readonly<Record<string, string>> = {
  code: 'MaTin',
  title: 'TieuDe',
  body: 'NoiDung',
  summary: 'TrichYeu',
  author: 'TacGia',
  provenance: 'NguonTin',
  image: 'AnhDaiDien',
  category: 'ChuyenMuc',
  documentNumber: 'SoKyHieu',
  documentType: 'LoaiVanBan',
  issuer: 'CoQuanBanHanh',
  issuedAt: 'NgayBanHanh',
  publishedAt: 'NgayDang',
  expiresAt: 'NgayHetHan',
  unit: 'DonVi',
  attachments: 'TepDinhKem',
  name: 'Ten',
  // Of the notice itself and of an attachment alike.
  url: 'DuongDan',
};
const NAMES = new Map(Object.entries(FORM).map(([name, key]) => [key, name]));
const nameOf = (key: string) => NAMES.get(key) ?? key;

@Resolver()
export class NoticeWriteResolver {
  @Mutation(() => WriteNoticePayload, {
    description: 'Publishes a notice, or corrects one that was published here. For officers.',
  })
  async publishNotice(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => PublishNoticeInput, { description: 'The notice.' }) input: PublishNoticeInput,
  ): Promise<object> {
    const caller = callerOf(context);
    demand(caller, 'notices.write');
    const { intake, inlets } = context.services;
    const errors = fileProblems(context, input);
    const { details, ...rest } = input;
    const inside = detailsForm(details ?? {});
    const raw = {
      ...toForm(rest, (name) => FORM[name] ?? name),
      ...(details == null ? {} : { [DETAILS_KEY]: inside.form }),
      NgayCapNhat: new Date(intake.clock.now()).toISOString(),
    };
    const write = { action: 'publishNotice', input };
    const take = errors.length > 0 ? judgeNotice : publishNotice;
    const written = await take(intake, caller, inlets, raw, write);
    return answer(context, caller, info, input.code, errors, written, inside.pathOf);
  }

  @Mutation(() => WriteNoticePayload, {
    description: 'Takes a notice down that was published here, at the portals too. For officers.',
  })
  async withdrawNotice(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => WithdrawNoticeInput, { description: 'Which notice.' }) input: WithdrawNoticeInput,
  ): Promise<object> {
    const caller = callerOf(context);
    demand(caller, 'notices.write');
    const { code } = input;
    const known = code.length <= 200 && !code.includes('\0');
    const write = { action: 'withdrawNotice', input };
    const written = known ? await withdrawNotice(context.services.intake, caller, code, write) : undefined;
    const errors = written ? [] : [problem('NOT_FOUND', ['code'])];
    return answer(context, caller, info, known ? code : '', errors, written);
  }
}

/** Files lie on listed hosts; a path, which a drop folder may have, means nothing here. */
function fileProblems({ services }: Context, { image, attachments }: PublishNoticeInput): Problem[] {
  const files = [
    ...(image == null ? [] : [{ url: image, path: ['image'] }]),
    ...(attachments ?? []).map(({ url }, at) => ({ url, path: ['attachments', String(at), 'url'] })),
  ];
  return files.flatMap(({ url, path }) =>
    URL.canParse(url) && services.allowsFile(new URL(url)) ? [] : [problem('HOST_NOT_ALLOWED', path)],
  );
}

function answer(
  { services: { reads } }: Context,
  caller: Principal,
  info: GraphQLResolveInfo,
  code: string,
  errors: readonly Problem[],
  written: NoticeWritten | undefined,
  inDetails: (path: readonly string[]) => string[] = () => [],
): Promise<object> {
  const problems = (written?.problems ?? []).map((each) => {
    const [first = '', ...others] = pathOf(each.field || 'MaTin');
    const path = first === DETAILS_KEY ? ['details', ...inDetails(others)] : [first, ...others].map(nameOf);
    return problemOfRecord(each, path);
  });
  const refused = written === undefined || written.fate === 'quarantined';
  const payload = { fate: refused ? null : written.fate, errors: [...errors, ...problems] };
  return payloadWith(payload, info, 'WriteNoticePayload', 'notice', (selection) =>
    reads.one(
      caller,
      'Notice',
      { name: 'code', value: code, where: (row, given) => sql`${row('code')} = ${given}` },
      selection,
    ),
  );
}
