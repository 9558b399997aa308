import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

const A_YEAR = 365 * 24 * 3_600_000;

/** The built client: hashed assets for ever, `index.html` asked about each time and given for every address that a person may open. */
export function clientFiles(directory: string): Router {
  const router = Router();
  const index = join(directory, 'index.html');
  router.use('/assets', express.static(join(directory, 'assets'), { immutable: true, maxAge: A_YEAR, index: false, redirect: false }));
  router.use(express.static(directory, { index: false, redirect: false, maxAge: 0 }));
  router.get('/{*path}', (req, res, next) => {
    if (!isNavigation(req)) return next();
    if (!existsSync(index))
      return res.status(503).type('text').send(`The client is not built: ${directory} holds no index.html. Run npm run build\n`);
    res.set('cache-control', 'no-cache');
    res.sendFile(index, { cacheControl: false });
  });
  return router;
}

/** A page was asked for, not something that a page needs. */
const isNavigation = (req: Parameters<RequestHandler>[0]): boolean =>
  req.path === '/' ||
  ((req.headers.accept?.includes('text/html') ?? false) && !req.path.startsWith('/api/') && !req.path.startsWith('/assets/'));
