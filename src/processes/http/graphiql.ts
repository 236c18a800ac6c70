import { createHash } from 'node:crypto';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { Request, RequestHandler, Response } from 'express';
import { EXAMPLES } from './examples.js';
import { isLocal } from './request.js';

const FAVICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='4' cy='8' r='3'/%3E%3Ccircle cx='12' cy='8' r='3'/%3E%3Cpath d='M4 8h8' stroke='black'/%3E%3C/svg%3E";

/** The key goes behind `Bearer `; as it stands it counts as no key, so that the schema loads. Only Latin-1 may stand here. */
const HEADERS = '{\n  "Authorization": "Bearer "\n}';

interface Page {
  html: string;
  policy: string;
}

/**
 * GraphiQL from the package alone: nothing is fetched from elsewhere, and the page's policy forbids it. The one inline script is
 * allowed by its hash.
 */
function makePage(): Page {
  const html = renderGraphiQL({
    title: 'Liên Thông · GraphiQL',
    favicon: FAVICON,
    headers: HEADERS,
    defaultHeaders: HEADERS,
    defaultTabs: EXAMPLES.map((query) => ({ query })),
    defaultQuery: EXAMPLES[0] ?? '',
    shouldPersistHeaders: false,
  });
  const begin = html.indexOf('<script>') + '<script>'.length;
  const script = html.slice(begin, html.indexOf('</script>', begin));
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' blob:`,
    'worker-src blob:',
    "style-src 'self' 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { html, policy };
}

/** Answers browsers of this machine that ask for `/graphql` as a page; everything else goes on to GraphQL. */
export function graphiql(): RequestHandler {
  let page: Page | undefined;
  return (request: Request, response: Response, next) => {
    const wanted = request.method === 'GET' && request.query['query'] === undefined;
    if (!wanted || request.accepts(['json', 'html']) !== 'html' || !isLocal(request)) {
      next();
      return;
    }
    page ??= makePage();
    response.setHeader('content-security-policy', page.policy);
    response.setHeader('cache-control', 'private, max-age=3600');
    response.type('html').send(page.html);
  };
}
