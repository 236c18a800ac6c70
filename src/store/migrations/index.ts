import { Migration0001Subjects } from './Migration0001Subjects.js';
import { Migration0002Ledger } from './Migration0002Ledger.js';
import { Migration0003Intake } from './Migration0003Intake.js';
import { Migration0004Reads } from './Migration0004Reads.js';
import { Migration0005Writes } from './Migration0005Writes.js';
import { Migration0006Access } from './Migration0006Access.js';
import { Migration0007Scope } from './Migration0007Scope.js';
import { Migration0008Comparison } from './Migration0008Comparison.js';
import { Migration0010Documents } from './Migration0010Documents.js';
import { Migration0011Signatures } from './Migration0011Signatures.js';
import { Migration0012BudgetLines } from './Migration0012BudgetLines.js';
import { Migration0013Procedures } from './Migration0013Procedures.js';
import { Migration0014NoticeDetails } from './Migration0014NoticeDetails.js';
import { Migration0015Connectivity } from './Migration0015Connectivity.js';
import { Migration0017PortalProcedures } from './Migration0017PortalProcedures.js';
import { Migration0018FileSignatures } from './Migration0018FileSignatures.js';
import { Migration0020Units } from './Migration0020Units.js';
import { Migration0023Disclosures } from './Migration0023Disclosures.js';
import { Migration0024Persons } from './Migration0024Persons.js';
import { Migration0029Mailboxes } from './Migration0029Mailboxes.js';
import { Migration0030RawMark } from './Migration0030RawMark.js';
import { Migration0032Officials } from './Migration0032Officials.js';

/** Every migration in the order of its number. A new one is a file and a line here; old ones never change. */
export const migrations = [
  { name: 'Migration0001Subjects', class: Migration0001Subjects },
  { name: 'Migration0002Ledger', class: Migration0002Ledger },
  { name: 'Migration0003Intake', class: Migration0003Intake },
  { name: 'Migration0004Reads', class: Migration0004Reads },
  { name: 'Migration0005Writes', class: Migration0005Writes },
  { name: 'Migration0006Access', class: Migration0006Access },
  { name: 'Migration0007Scope', class: Migration0007Scope },
  { name: 'Migration0008Comparison', class: Migration0008Comparison },
  { name: 'Migration0010Documents', class: Migration0010Documents },
  { name: 'Migration0011Signatures', class: Migration0011Signatures },
  { name: 'Migration0012BudgetLines', class: Migration0012BudgetLines },
  { name: 'Migration0013Procedures', class: Migration0013Procedures },
  { name: 'Migration0014NoticeDetails', class: Migration0014NoticeDetails },
  { name: 'Migration0015Connectivity', class: Migration0015Connectivity },
  { name: 'Migration0017PortalProcedures', class: Migration0017PortalProcedures },
  { name: 'Migration0018FileSignatures', class: Migration0018FileSignatures },
  { name: 'Migration0020Units', class: Migration0020Units },
  { name: 'Migration0023Disclosures', class: Migration0023Disclosures },
  { name: 'Migration0024Persons', class: Migration0024Persons },
  { name: 'Migration0029Mailboxes', class: Migration0029Mailboxes },
  { name: 'Migration0030RawMark', class: Migration0030RawMark },
  { name: 'Migration0032Officials', class: Migration0032Officials },
];
