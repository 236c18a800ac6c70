import { kindEntities } from '../kinds/index.js';
import { AccessRecord } from './access-record.js';
import { AccountBreaker } from './account-breaker.js';
import { AccountRate } from './account-rate.js';
import { AccountSession } from './account-session.js';
import { Attempt } from './attempt.js';
import { AuditEntry } from './audit-entry.js';
import { CatalogueProcedure } from './catalogue-procedure.js';
import { ClientWrite } from './client-write.js';
import { Comparison } from './comparison.js';
import { Delivery } from './delivery.js';
import { Difference } from './difference.js';
import { Dossier } from './dossier.js';
import { DossierComponent } from './dossier-component.js';
import { DossierFee } from './dossier-fee.js';
import { DossierResult } from './dossier-result.js';
import { DossierSupplement } from './dossier-supplement.js';
import { Exchange } from './exchange.js';
import { FileReference } from './file-reference.js';
import { FileSignature, FileSignatureCheck, SignedFile } from './file-signature.js';
import { KeptFile } from './kept-file.js';
import { Lane } from './lane.js';
import { Notice } from './notice.js';
import { NoticeAttachment } from './notice-attachment.js';
import { Pause } from './pause.js';
import { Portal } from './portal.js';
import { PortalAccount } from './portal-account.js';
import { Procedure } from './procedure.js';
import { ProcedureComponent, ProcedureFee, ProcedureResult, ProcedureTerm } from './procedure-parts.js';
import { Quarantine } from './quarantine.js';
import { Receipt } from './receipt.js';
import { Replay } from './replay.js';
import { ServiceKey } from './service-key.js';
import { SourceCursor } from './source-cursor.js';
import { SourceFile } from './source-file.js';
import { StableNumber } from './stable-number.js';
import { StoreFact } from './store-fact.js';
import { Subject } from './subject.js';
import { SubjectAlias } from './subject-alias.js';
import { SubjectVersion } from './subject-version.js';
import { SyncRun } from './sync-run.js';
import { TraceEntry } from './trace-entry.js';
import { Unit } from './unit.js';
import { UnitAlias } from './unit-alias.js';
import { UnitFormerName, UnitFormerParent } from './unit-former.js';

/** Every table of the store but the migrations' own. A new one is a file and a line here; kinds bring theirs (kinds/). */
export const entities = [
  AccessRecord,
  AccountBreaker,
  AccountRate,
  AccountSession,
  Attempt,
  AuditEntry,
  CatalogueProcedure,
  ClientWrite,
  Comparison,
  Delivery,
  Difference,
  Dossier,
  DossierComponent,
  DossierFee,
  DossierResult,
  DossierSupplement,
  Exchange,
  FileReference,
  FileSignature,
  FileSignatureCheck,
  KeptFile,
  Lane,
  Notice,
  NoticeAttachment,
  Pause,
  Portal,
  PortalAccount,
  Procedure,
  ProcedureComponent,
  ProcedureFee,
  ProcedureResult,
  ProcedureTerm,
  Quarantine,
  Receipt,
  Replay,
  ServiceKey,
  SourceCursor,
  SignedFile,
  SourceFile,
  StableNumber,
  StoreFact,
  Subject,
  SubjectAlias,
  SubjectVersion,
  SyncRun,
  TraceEntry,
  Unit,
  UnitAlias,
  UnitFormerName,
  UnitFormerParent,
  ...kindEntities,
];
