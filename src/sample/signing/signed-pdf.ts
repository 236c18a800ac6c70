/** Hexadecimal digits that a signature has room for. */
const HOLE = 6_000;
const RANGE = 40;

/**
 * A PDF of {@link pdf} (of one page, its tables in plain text) with one more signature (PAdES), added behind it as an update, so that the
 * earlier ones stay as they are. `sign` is given what it covers; `at`, ms: when it is said to be signed.
 */
export function signedPdf(before: Buffer, at: number, sign: (covered: Buffer) => Buffer): Buffer {
  const size = Number(lastOf(before, /\/Size (\d+)/g) ?? 0);
  const previous = lastOf(before, /startxref\s+(\d+)/g) ?? '0';
  const fields = [lastOf(before, /\/Fields \[([^\]]*)\]/g), `${size + 1} 0 R`].filter(Boolean).join(' ');
  const when = new Date(at).toISOString().replace(/[-:T]|\..*$/g, '');
  const objects: readonly (readonly [number, string])[] = [
    [1, `<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [${fields}] >> >>`],
    [
      3,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [${fields}] >>`,
    ],
    [
      size,
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:${when}Z) /ByteRange ${'*'.repeat(RANGE)} /Contents <${'0'.repeat(HOLE)}> >>`,
    ],
    [
      size + 1,
      `<< /Type /Annot /Subtype /Widget /FT /Sig /T (ChuKy${size}) /V ${size} 0 R /Rect [0 0 0 0] /F 132 /P 3 0 R >>`,
    ],
  ];
  let added = '';
  const rows = objects.map(([number, body]) => {
    const offset = before.length + added.length;
    added += `${number} 0 obj\n${body}\nendobj\n`;
    return `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = before.length + added.length;
  added += `xref\n${rows.join('')}trailer\n<< /Size ${size + 2} /Root 1 0 R /Info 6 0 R /Prev ${previous} >>\nstartxref\n${start}\n%%EOF\n`;
  const whole = Buffer.concat([before, Buffer.from(added, 'latin1')]);
  const hole = whole.lastIndexOf(`<${'0'.repeat(HOLE)}>`);
  const after = hole + HOLE + 2;
  const range = `[0 ${hole} ${after} ${whole.length - after}]`.padEnd(RANGE);
  whole.write(range, whole.lastIndexOf('*'.repeat(RANGE)), 'latin1');
  const signature = sign(Buffer.concat([whole.subarray(0, hole), whole.subarray(after)])).toString('hex');
  if (signature.length > HOLE) throw new RangeError('the signature is larger than its place');
  whole.write(signature, hole + 1, 'latin1');
  return whole;
}

function lastOf(bytes: Buffer, pattern: RegExp): string | undefined {
  return [...bytes.toString('latin1').matchAll(pattern)].at(-1)?.[1];
}
