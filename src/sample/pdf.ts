import { fold } from '../domain/fold.js';

/**
 * A small valid PDF of one page. The page shows ASCII (the fonts that every viewer has know no Vietnamese letters); the title
 * carries the text as it is.
 */
export function pdf(title: string, lines: readonly string[]): Buffer {
  const shown = [title, ...lines].map((line) =>
    fold(line)
      .replace(/[^\x20-\x7e]/g, '?')
      .replace(/[\\()]/g, ''),
  );
  const content = `BT /F1 12 Tf 60 780 Td 16 TL ${shown.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Title <${utf16(title)}> >>`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** Hexadecimal UTF-16 with its byte order mark, as PDF wants texts beyond Latin. */
function utf16(text: string): string {
  return `FEFF${Buffer.from(text.normalize('NFC'), 'utf16le').swap16().toString('hex').toUpperCase()}`;
}
