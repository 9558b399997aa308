import { Router } from 'express';
import type { OpenApi, Operation } from './openapi.ts';

/** Creates the router for the API description: for programs at `/api/openapi.json`, for people at `/api/docs`. */
export function createDocsRouter(document: OpenApi): Router {
  const router = Router({ caseSensitive: true });
  const page = renderPage(document);
  router.get('/api/openapi.json', (_req, res) => {
    res.json(document);
  });
  router.get('/api/docs', (_req, res) => {
    res.type('html').send(page);
  });
  router.get('/api/docs.css', (_req, res) => {
    res.type('css').send(STYLE);
  });
  return router;
}

function renderPage({ info, paths, components }: OpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => renderOperation(method.toUpperCase(), path, operation)),
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<section id="${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3>${renderJson(schema)}</section>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(info.title)} API ${escapeHtml(info.version)}</title>
<link rel="icon" href="/mark.svg">
<link rel="stylesheet" href="/api/docs.css">
<main>
<h1>${escapeHtml(info.title)} API ${escapeHtml(info.version)}</h1>
<p>${escapeHtml(info.description)}</p>
<p>For programs: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p>
<h2>Operations</h2>
${operations.join('\n')}
<h2>Schemas</h2>
${schemas.join('\n')}
</main>
</html>
`;
}

function renderOperation(
  method: string,
  path: string,
  { summary, description, parameters = [], requestBody, responses }: Operation,
): string {
  const parameterItems = parameters.map(
    ({ name, required, description = '' }) =>
      `<li><code>${escapeHtml(name)}</code>${required ? '' : ' (optional)'}${description ? `: ${escapeHtml(description)}` : ''}</li>`,
  );
  const responseItems = Object.entries(responses).map(
    ([status, { description, content }]) =>
      `<li><code>${escapeHtml(status)}</code> ${escapeHtml(description)}${content ? `: ${renderContent(content)}` : ''}</li>`,
  );
  return `<section>
<h3><code>${escapeHtml(method)} ${escapeHtml(path)}</code></h3>
<p>${escapeHtml(summary)}</p>
<p>${escapeHtml(description)}</p>
${parameterItems.length > 0 ? `<h4>Query</h4><ul>${parameterItems.join('')}</ul>` : ''}
${requestBody ? `<h4>Body</h4>${renderJson(requestBody.content)}` : ''}
<h4>Responses</h4><ul>${responseItems.join('')}</ul>
</section>`;
}

/** Renders the media type with a link to the schema if it has a name. */
const renderContent = (content: Readonly<Record<string, unknown>>): string =>
  Object.entries(content)
    .map(([type, media]) => {
      const name = JSON.stringify(media).match(/#\/components\/schemas\/(\w+)/)?.[1];
      return name
        ? `<a href="#${escapeHtml(name)}">${escapeHtml(name)}</a> as <code>${escapeHtml(type)}</code>`
        : `<code>${escapeHtml(type)}</code>`;
    })
    .join(', ');

const renderJson = (value: unknown): string =>
  `<pre>${escapeHtml(JSON.stringify(value, null, 2)).replace(/#\/components\/schemas\/(\w+)/g, '<a href="#$1">$1</a>')}</pre>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text for HTML. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
section { border-top: 1px solid color-mix(in srgb, currentcolor 20%, transparent); padding: 0.5rem 0; }
h3 { margin: 0.5rem 0; }
h4 { margin: 0.5rem 0 0; }
pre { overflow-x: auto; padding: 0.75rem; background: color-mix(in srgb, currentcolor 7%, transparent); border-radius: 4px; }
code, pre { font: 14px/1.5 ui-monospace, monospace; }
`;
