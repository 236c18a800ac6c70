import sanitizeHtml from 'sanitize-html';

const IMAGE_DATA = /^data:image\/[a-z0-9.+-]+[;,]/i;

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'span', 'br', 'hr', 'blockquote', 'pre', 'code'],
    ...['a', 'img', 'figure', 'figcaption', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'],
    ...['b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'mark', 'q', 'cite', 'abbr'],
    ...['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    ...['article', 'section', 'header', 'footer', 'center', 'font'],
  ],
  allowedAttributes: {
    a: ['href', 'title', 'target', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    td: ['colspan', 'rowspan', 'align', 'valign'],
    th: ['colspan', 'rowspan', 'align', 'valign', 'scope'],
    col: ['span', 'width'],
    ol: ['start', 'type'],
    '*': ['align', 'dir', 'lang'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https', 'data'] },
  // The content of these goes with them.
  nonTextTags: [
    ...['script', 'style', 'textarea', 'option', 'noscript', 'iframe', 'object', 'embed', 'template'],
    ...['svg', 'math', 'title', 'xmp', 'noembed', 'noframes', 'applet'],
  ],
  exclusiveFilter: (frame) => {
    // A browser reads an address without the control characters and blanks in it: `da&#9;ta:` is `data:`.
    const source = frame.attribs['src']?.replace(/[\0-\x20]/g, '');
    return frame.tag === 'img' && source !== undefined && /^data:/i.test(source) && !IMAGE_DATA.test(source);
  },
};

/**
 * HTML without script, style, event handlers, `javascript:` addresses, and data addresses other than images. In NFC.
 */
export function sanitise(html: string): string {
  return sanitizeHtml(html.normalize('NFC'), OPTIONS).trim();
}

/** HTML whose links and images lead to where they led at `base`, an absolute address. Sanitised on the way. */
export function withAbsoluteAddresses(html: string, base: string): string {
  const moved = (attribute: string) => (tagName: string, attribs: sanitizeHtml.Attributes) => {
    const written = attribs[attribute]?.trim();
    // What has a scheme is left to be judged as it is.
    const relative =
      written !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(written) && !written.startsWith('#');
    if (!relative || !URL.canParse(written, base)) return { tagName, attribs };
    return { tagName, attribs: { ...attribs, [attribute]: new URL(written, base).href } };
  };
  return sanitizeHtml(html, { ...OPTIONS, transformTags: { a: moved('href'), img: moved('src') } }).trim();
}

/** The text of a bit of HTML on one line, for titles and summaries. Text that is no HTML stays as it is. */
export function plainText(html: string): string {
  const parted = html.replace(/<(?:br|\/(?:p|div|li|tr|td|th|h\d))\b/gi, ' $&');
  return sanitizeHtml(parted, { allowedTags: [], allowedAttributes: {} })
    .replace(/&(lt|gt|quot|amp);/g, (_, name: keyof typeof ESCAPED) => ESCAPED[name])
    .replace(/\s+/g, ' ')
    .trim();
}

const ESCAPED = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** Whether nothing that a reader could see is left: no text and no image. */
export function isEmptyHtml(html: string): boolean {
  if (/<img\b[^>]*\bsrc=/i.test(html)) return false;
  const text = sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} });
  return text.replace(/&nbsp;|&#160;|[\s\p{Cf}]/gu, '') === '';
}
