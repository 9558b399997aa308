import { Router } from 'express';

/**
 * Creates the router for `/healthz` (the process responds) and `/readyz` (a snapshot is available, and changes can be stored).
 * `assertReady` throws a `Failure` with the reason otherwise.
 */
export function createHealthRouter(assertReady: () => void): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.set('cache-control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', (_req, res) => {
    assertReady();
    res.set('cache-control', 'no-store').json({ status: 'ready' });
  });
  return router;
}
