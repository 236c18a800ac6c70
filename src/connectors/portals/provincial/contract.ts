import { z } from 'zod';

/** `POST /token`: OAuth2 client credentials (provincial portal contract, section 1). `expires_in` in seconds. */
export const tokenSchema = z.looseObject({
  access_token: z.string().min(1),
  token_type: z.string().optional(),
  expires_in: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).optional(),
});

/** What every write of dossiers answers. Without a `Status` the outcome is unknown; `Message` decides nothing, not by its type either. */
export const resultSchema = z.looseObject({
  Status: z.union([
    z.number().int(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ]),
  Message: z.string().nullish().catch(undefined),
});

const text = z.string().nullish();

/** One trace entry as the portal shows it; every key of its natural key may be missing, but not be of another type. */
export const remoteTraceSchema = z.looseObject({
  DocCode: text,
  DateCreated: text,
  UserName: text,
  Status: z.union([z.number(), z.string().regex(/^\d*$/)]).nullish(),
  Comment: text,
});
export type RemoteTrace = z.output<typeof remoteTraceSchema>;

/** `GET /Document/{DocCode}`: the record with `Traces[]`; `null` is an empty list, a missing one shows nothing. */
export const documentSchema = z.looseObject({
  DocCode: z.string().min(1),
  Traces: z.array(remoteTraceSchema).nullish(),
});

/** A GUID, or any other id that the portal gives; numbers become text. */
const id = z.union([z.string().min(1), z.number().int().transform(String)]);

/** `POST /TinBais`, `POST /QuanLyVanBans`: the new id. */
export const createdSchema = z.looseObject({ data: id });
/** `POST /Files/UploadFile`: the path under which the portal keeps the file. */
export const uploadedSchema = z.looseObject({ data: z.string().min(1) });

/** One of a list: its id as text, and as the portal writes it: what a reference to it has to be. */
export interface ListItem {
  [key: string]: unknown;
  id: string;
  writtenId: string | number;
}
const listItem = z
  .looseObject({ id: z.union([z.string().min(1), z.number().int()]) })
  .transform((item): ListItem => ({ ...item, id: String(item.id), writtenId: item.id }));

/** A list: one page. */
export const pageSchema = z.looseObject({
  data: z.array(listItem),
  totalPages: z.number().int().optional(),
  totalCount: z.number().int().optional(),
  hasNextPage: z.boolean().optional(),
});

/** Read-one of an article: keys come back in camelCase. */
export const articleSchema = z.looseObject({
  data: z.looseObject({ id: id.optional(), tieuDe: z.string() }),
});
/** Read-one of a legal document. */
export const legalSchema = z.looseObject({
  data: z.looseObject({ id: id.optional(), soKyHieu: z.string() }),
});

/** What the notice routes answer with 400 and 404. */
export const errorSchema = z.looseObject({ messages: z.array(z.string()) });

/** What a dossier call may answer with 4xx: its words are kept for people, its status is HTTP's. */
export const toldSchema = z.looseObject({ Message: z.string() });

/** Decodes an answer's body; undefined when it is no JSON or of another shape. */
export function decode<T>(schema: z.ZodType<T>, body: string): T | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
