import { MINUTE } from '../calendar.js';
import { pdf } from '../pdf.js';
import type { DossierPlan } from '../plan.js';
import { currentCommunes } from '../units.js';
import type { SampleAuthority, SampleCertificate } from './authority.js';
import { type Holder, issue } from './certificate.js';
import { detachedSignature } from './cms.js';
import { sampleKey } from './key.js';
import { signedPdf } from './signed-pdf.js';
import { signedXml } from './signed-xml.js';

/** Every third dossier of today's communes, of the first so many: what shows each case, and costs a large sample nothing. */
const SIGNED_EVERY = 3;
const SIGNED_OF_FIRST = 2_000;

/**
 * How a result is signed, in turn. `officer` is the first to sign and `agency` the second (the clerk adds the agency's signature); `xml` is the
 * officer's, `beside` a `.p7s` of the agency; `tampered…` was changed afterwards; the others are by a certificate that is not good.
 */
const WAYS = [
  'agency',
  'officer',
  'xml',
  'agency',
  'tampered',
  'agency',
  'revoked',
  'beside',
  'expired',
  'xml',
  'selfSigned',
  'tamperedXml',
] as const;
export type SigningWay = (typeof WAYS)[number];

/** How the results of a dossier are signed; undefined: they are not. */
export function signingWay({ index, place }: DossierPlan): SigningWay | undefined {
  if (index >= SIGNED_OF_FIRST || index % SIGNED_EVERY !== 0) return undefined;
  if (!currentCommunes().some(({ code }) => code === place.receiving.code)) return undefined;
  return WAYS[(index / SIGNED_EVERY) % WAYS.length];
}

export function isXml(way: SigningWay | undefined): boolean {
  return way === 'xml' || way === 'tamperedXml';
}

/** What stands in a result. */
export interface ResultContent {
  number: string;
  title: string;
  dossier: string;
}

/** By whom and when it is signed. */
export interface ResultSigning {
  way: SigningWay;
  unit: string;
  /** When it is signed, ms. */
  at: number;
}

function resultPdf({ number, title, dossier }: ResultContent): Buffer {
  return pdf(title, [`Số: ${number}`, `Mã hồ sơ: ${dossier}`, 'Tài liệu mẫu, không có giá trị pháp lý.']);
}

/** Signs results with the certificates of the sample. */
export class ResultSigner {
  constructor(
    private readonly authority: SampleAuthority,
    private readonly seed: string | number,
  ) {}

  /** The result, PDF or XML, unsigned without `signing`; `beside`: a `.p7s` that lies beside it. Throws RangeError for a unit without certificates. */
  write(content: ResultContent, signing: ResultSigning | undefined): { file: Buffer; beside?: Buffer } {
    return signing ? this.#sign(content, signing) : { file: resultPdf(content) };
  }

  #sign(content: ResultContent, { way, unit, at }: ResultSigning): { file: Buffer; beside?: Buffer } {
    const { number } = content;
    const agency = this.#find(unit, (one) => one.unit === unit && one.personalId === undefined);
    const chain = [this.authority.issuer.certificate];
    if (way === 'beside') {
      const file = resultPdf(content);
      return { file, beside: detachedSignature(file, agency, chain, at) };
    }
    const officer = this.#officer(way, unit);
    if (isXml(way)) {
      const xml = signedXml(xmlOf(content), at, officer, chain);
      return { file: Buffer.from(way === 'xml' ? xml : xml.replace(number, `9${number}`)) };
    }
    const byOfficer = this.#signed(resultPdf(content), at, officer);
    if (way === 'tampered') return { file: tampered(byOfficer) };
    if (way !== 'agency') return { file: byOfficer };
    return { file: this.#signed(byOfficer, at + MINUTE, agency) };
  }

  #signed(bytes: Buffer, at: number, by: Holder): Buffer {
    return signedPdf(bytes, at, (covered) =>
      detachedSignature(covered, by, [this.authority.issuer.certificate]),
    );
  }

  #officer(way: SigningWay, unit: string): Holder {
    if (way === 'revoked') return this.#find(way, ({ state }) => state === 'REVOKED');
    if (way === 'expired') return this.#find(way, ({ state }) => state === 'EXPIRED');
    const officer = this.#find(
      unit,
      (one) => one.unit === unit && one.personalId !== undefined && one.state === 'VALID',
    );
    if (way !== 'selfSigned') return officer;
    const { name, serial, from, to } = officer;
    return issue(sampleKey(this.seed, 'self-signed', serial), name, { serial, from, to, use: 'signer' });
  }

  #find(what: string, wanted: (one: SampleCertificate) => boolean): SampleCertificate {
    const found = this.authority.certificates.find(wanted);
    if (!found) throw new RangeError(`no certificate for ${what}`);
    return found;
  }
}

/** One letter of what is shown, so that it is as long as before. */
function tampered(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace('khong co', 'khong cO'), 'latin1');
}

function xmlOf({ number, title, dossier }: ResultContent): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<KetQua><So>${number}</So><Ten>${title}</Ten><MaHoSo>${dossier}</MaHoSo><GhiChu>Tài liệu mẫu, không có giá trị pháp lý.</GhiChu></KetQua>
`;
}
