import { type BadRecord, badRecord } from './bad.js';
import { MINUTE } from './calendar.js';
import { CSV_HEADER, csvLine } from './csv.js';
import { type DossierOptions, dossierForm } from './dossier.js';
import { type FileWriter, InboxFile } from './drop-writer.js';
import { type RawForm, styleOf } from './form.js';
import { PAPERS_IN_STOCK, paperPath, resultList, resultPath } from './lists.js';
import { pdf } from './pdf.js';
import type { DossierPlan } from './plan.js';
import { Random } from './random.js';
import { type ResultSigner, signingWay } from './signing/results.js';

const DOSSIERS_A_FILE = 2000;
/** Every fifth dossier comes in the CSV file. */
const CSV_EVERY = 5;

/** Files are taken oldest first: the times of change say in which order they were laid down. */
const AGE = { first: 50 * MINUTE, csv: 30 * MINUTE, updates: 10 * MINUTE } as const;

/** The first version of every dossier: JSON Lines in parts, and one CSV file. */
export class FirstFiles {
  readonly #csv: InboxFile;
  #part: InboxFile | undefined;
  #parts = 0;

  constructor(
    private readonly out: string,
    private readonly context: DossierOptions,
  ) {
    this.#csv = new InboxFile(out, 'one-stop/inbox/01-ho-so.csv', context.now - AGE.csv, CSV_HEADER);
  }

  write(plan: DossierPlan, record: RawForm): void {
    if (plan.index % CSV_EVERY === CSV_EVERY - 1) this.#csv.line(csvLine(record));
    else this.#lines().line(`${JSON.stringify(record)}\n`);
  }

  writeBad(number: number, dossiers: number): BadRecord {
    const { record, key, field, code } = badRecord(number, dossiers, this.context);
    const file = this.#lines();
    const line = file.line(`${typeof record === 'string' ? record : JSON.stringify(record)}\n`);
    return { file: file.name, line, ...(key === undefined ? {} : { key }), field, code };
  }

  close(): void {
    this.#part?.close();
    this.#csv.close();
  }

  /** The part that is being written; a full one is closed. */
  #lines(): InboxFile {
    if (this.#part && this.#part.lines < DOSSIERS_A_FILE) return this.#part;
    this.#part?.close();
    this.#parts += 1;
    const name = `one-stop/inbox/01-ho-so-${String(this.#parts).padStart(3, '0')}.jsonl`;
    this.#part = new InboxFile(this.out, name, this.context.now - AGE.first + this.#parts * 1000);
    return this.#part;
  }
}

/** Later versions of some dossiers. */
export class UpdateFile {
  readonly #file: InboxFile;
  updates = 0;
  hasIllegalStep = false;

  constructor(
    out: string,
    private readonly context: DossierOptions,
  ) {
    this.#file = new InboxFile(out, 'one-stop/inbox/02-cap-nhat.jsonl', context.now - AGE.updates);
  }

  write(plan: DossierPlan): void {
    this.#file.line(`${JSON.stringify(dossierForm(plan, plan.events.length, this.context))}\n`);
    this.updates += 1;
  }

  /** A withdrawn dossier that claims to be in work again. */
  writeIllegalStep(plan: DossierPlan): BadRecord {
    const style = styleOf(new Random(this.context.seed, 'style', plan.index));
    const last = plan.events.at(-1)?.at ?? this.context.now;
    const received = plan.events.find(({ kind }) => kind === 'receive')?.at ?? last;
    const record = {
      ...dossierForm(plan, plan.events.length, this.context),
      TrangThaiHoSo: 4,
      NgayTiepNhan: style.time(received),
      NgayCapNhat: style.time(last + 20 * MINUTE),
    };
    this.hasIllegalStep = true;
    const line = this.#file.line(`${JSON.stringify(record)}\n`);
    return { file: this.#file.name, line, key: plan.code, field: 'TrangThaiHoSo', code: 'ILLEGAL_STEP' };
  }

  close(): void {
    this.#file.close();
  }
}

/** The result files of a dossier: of its newest version, or of the first where a later one took the results back. */
export function writeResults(
  plan: DossierPlan,
  context: DossierOptions,
  writer: FileWriter,
  signer: ResultSigner,
): void {
  const style = styleOf(new Random(context.seed, 'style', plan.index));
  const told = (count: number) =>
    resultList({ plan, events: plan.events.slice(0, count), style, ...context });
  const newest = told(plan.events.length);
  (newest.length > 0 ? newest : told(plan.first)).forEach((result, index) => {
    if (result['TepDinhKem'] === undefined) return;
    const content = {
      number: String(result['SoKyHieu']),
      title: String(result['Ten']),
      dossier: plan.code,
    };
    const way = signingWay(plan);
    const at = plan.events.find(({ kind }) => kind === 'finish')?.at ?? context.now;
    const path = `one-stop/files/${resultPath(plan, index)}`;
    const unit = plan.place.receiving.code;
    const { file, beside } = signer.write(content, way && { way, unit, at });
    writer.write(path, file);
    if (beside) writer.write(`${path}.p7s`, beside);
  });
}

/** The scans that papers refer to. */
export function writePapers(writer: FileWriter): void {
  for (let number = 1; number <= PAPERS_IN_STOCK; number += 1) {
    writer.write(`one-stop/files/${paperPath(number)}`, pdf(`Bản quét mẫu số ${number}`, ['Tài liệu mẫu.']));
  }
}
