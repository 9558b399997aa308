import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

const YEAR_MS = 365 * 24 * 3_600_000;

/** Addresses of pages. At any other, the client says that the page does not exist. */
const PAGES: ReadonlySet<string> = new Set(['/']);

/** Creates the router for the built client: hashed assets are immutable; `index.html` is revalidated each time and served for every address, with 404 where there is no page. */
export function createClientRouter(directory: string): Router {
  const router = Router();
  const index = join(directory, 'index.html');
  router.use('/assets', express.static(join(directory, 'assets'), { immutable: true, maxAge: YEAR_MS, index: false, redirect: false }));
  router.get('/index.html', (_req, res) => res.redirect(308, '/'));
  router.use(express.static(directory, { index: false, redirect: false, maxAge: 0 }));
  router.get('/{*path}', (req, res, next) => {
    if (!isNavigation(req)) return next();
    if (!existsSync(index))
      return res.status(503).type('text').send(`The client has not been built: ${directory} contains no index.html. Run npm run build\n`);
    res.status(PAGES.has(req.path) ? 200 : 404).set('cache-control', 'no-cache');
    res.sendFile(index, { cacheControl: false });
  });
  return router;
}

/** Returns true for the request of a page rather than of a resource that a page loads. */
const isNavigation = (req: Parameters<RequestHandler>[0]): boolean =>
  req.path === '/' ||
  ((req.headers.accept?.includes('text/html') ?? false) && !req.path.startsWith('/api/') && !req.path.startsWith('/assets/'));
