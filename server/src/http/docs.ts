import { Router } from 'express';
import type { OpenApi, Operation } from './openapi.ts';

/** The API described twice: for programs at `/api/openapi.json`, for people at `/api/docs`. */
export function docs(document: OpenApi): Router {
  const router = Router({ caseSensitive: true });
  const page = render(document);
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

function render({ info, paths, components }: OpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => renderOperation(method.toUpperCase(), path, operation)),
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<section id="${asText(name)}"><h3>${asText(name)}</h3>${renderJson(schema)}</section>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${asText(info.title)} API ${asText(info.version)}</title>
<link rel="icon" href="/mark.svg">
<link rel="stylesheet" href="/api/docs.css">
<main>
<h1>${asText(info.title)} API ${asText(info.version)}</h1>
<p>${asText(info.description)}</p>
<p>For programs: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p>
<h2>Operations</h2>
${operations.join('\n')}
<h2>Shapes</h2>
${schemas.join('\n')}
</main>
</html>
`;
}

function renderOperation(method: string, path: string, { summary, parameters = [], requestBody, responses }: Operation): string {
  const rows = parameters.map(
    ({ name, required, description = '' }) =>
      `<li><code>${asText(name)}</code>${required ? '' : ' (optional)'}${description ? `: ${asText(description)}` : ''}</li>`,
  );
  const replies = Object.entries(responses).map(
    ([status, { description, content }]) =>
      `<li><code>${asText(status)}</code> ${asText(description)}${content ? `: ${renderContent(content)}` : ''}</li>`,
  );
  return `<section>
<h3><code>${asText(method)} ${asText(path)}</code></h3>
<p>${asText(summary)}</p>
${rows.length > 0 ? `<h4>Query</h4><ul>${rows.join('')}</ul>` : ''}
${requestBody ? `<h4>Body</h4>${renderJson(requestBody.content)}` : ''}
<h4>Replies</h4><ul>${replies.join('')}</ul>
</section>`;
}

/** The media type and a link to the shape, where it has a name. */
const renderContent = (content: Readonly<Record<string, unknown>>): string =>
  Object.entries(content)
    .map(([type, media]) => {
      const name = JSON.stringify(media).match(/#\/components\/schemas\/(\w+)/)?.[1];
      return name ? `<a href="#${asText(name)}">${asText(name)}</a> as <code>${asText(type)}</code>` : `<code>${asText(type)}</code>`;
    })
    .join(', ');

const renderJson = (value: unknown): string =>
  `<pre>${asText(JSON.stringify(value, null, 2)).replace(/#\/components\/schemas\/(\w+)/g, '<a href="#$1">$1</a>')}</pre>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const asText = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
section { border-top: 1px solid color-mix(in srgb, currentcolor 20%, transparent); padding: 0.5rem 0; }
h3 { margin: 0.5rem 0; }
h4 { margin: 0.5rem 0 0; }
pre { overflow-x: auto; padding: 0.75rem; background: color-mix(in srgb, currentcolor 7%, transparent); border-radius: 4px; }
code, pre { font: 14px/1.5 ui-monospace, monospace; }
`;
