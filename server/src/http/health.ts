import { Router } from 'express';
import { Failure } from '../failure.ts';

/** Creates the router for `/healthz` (the process responds) and `/readyz` (a snapshot is available). */
export function createHealthRouter(isReady: () => boolean): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.set('cache-control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', (_req, res) => {
    if (!isReady()) throw new Failure('not-ready');
    res.set('cache-control', 'no-store').json({ status: 'ready' });
  });
  return router;
}
