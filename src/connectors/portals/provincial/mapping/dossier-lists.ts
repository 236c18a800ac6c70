import type { Json, JsonObject } from '../../../../domain/canonical.js';
import type { DossierSnapshot, FileHandle } from '../../../../domain/ports.js';
import type { DossierComponent, DossierFee } from '../../../../domain/records.js';
import type { ProvincialProfile } from '../profile.js';
import { dateOf } from './dates.js';
import { filled } from './values.js';

/** From the source's lists to the wire: provincial portal contract, section 6. */

export interface Attached {
  attachments: JsonObject[];
  files: FileHandle[];
}

/**
 * `Attachments`: the results that have a file. `Base64` holds `{ $file: n }`, the n-th handle, until the bytes are
 * fetched. `IsVerified` is true only where we verified the signature, which we do not do yet.
 */
export function attachmentsOf(snapshot: DossierSnapshot, subjectId: string, origin: string): Attached {
  const attachments: JsonObject[] = [];
  const files: FileHandle[] = [];
  for (const [index, result] of snapshot.record.results.entries()) {
    if (result.file === undefined) continue;
    attachments.push(
      filled({
        AttachmentId: snapshot.resultIds[index],
        AttachmentName: result.name,
        Base64: { $file: files.length },
        IsVerified: false,
      }),
    );
    files.push({ subjectId, origin, reference: result.file, name: result.name, mode: 'kept' });
  }
  return { attachments, files };
}

const ORIGINAL = 1;
const COPY = 2;

/** `DocPapers`: every paper, with a file or not; a row for the originals and one for the copies, else the name alone. */
export function papersOf(components: readonly DossierComponent[]): JsonObject[] {
  return components.flatMap((component) => {
    const rows: JsonObject[] = [];
    if (component.originals) {
      rows.push(filled({ PaperName: component.name, Amount: component.originals, PaperType: ORIGINAL }));
    }
    if (component.copies) {
      rows.push(filled({ PaperName: component.name, Amount: component.copies, PaperType: COPY }));
    }
    return rows.length > 0 ? rows : [filled({ PaperName: component.name })];
  });
}

/** `DocFees`: `FeeType` 1 phí, 2 lệ phí, as at the source. */
export function feesOf(fees: readonly DossierFee[]): JsonObject[] {
  return fees.map((fee) => filled({ FeeName: fee.name, FeeType: fee.type, Price: fee.amount }));
}

/** `Supplementaries`: `IsReceived` is whether the citizen's answer is there. */
export function supplementsOf(snapshot: DossierSnapshot, profile: ProvincialProfile): Json[] {
  return snapshot.record.supplements.map((supplement, index) =>
    filled({
      SupplementaryId: snapshot.supplementIds[index],
      SendUser: supplement.requestedBy,
      SendComment: supplement.content,
      SendDate: dateOf(supplement.requestedAt, profile),
      ReceivedUser: supplement.receivedBy,
      ReceivedDate: dateOf(supplement.answeredAt, profile),
      IsReceived: supplement.answeredAt !== undefined,
      OldDateAppointed: dateOf(supplement.previousDueAt, profile),
      NewDateAppointed: dateOf(supplement.newDueAt, profile),
    }),
  );
}
