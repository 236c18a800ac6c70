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

/** Whether nothing that a reader could see is left: no text and no image. */
export function isEmptyHtml(html: string): boolean {
  if (/<img\b[^>]*\bsrc=/i.test(html)) return false;
  const text = sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} });
  return text.replace(/&nbsp;|&#160;|[\s\p{Cf}]/gu, '') === '';
}
