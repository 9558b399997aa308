import { type RequestHandler, Router } from 'express';
import type { SandboxContext } from '../context.ts';
import { CONTROL_ACTIONS } from './control-actions.ts';
import { ControlProblem, type Fields } from './fields.ts';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Creates the router of the control API for tests and demos: JSON in, JSON out. It is not part of Azure and not in the transcript. */
export function createControlRouter(context: SandboxContext): Router {
  const router = Router();
  router.use(rejectWebPages);
  router.use((req, res) => {
    const name = req.path.replace(/^\/+|\/+$/g, '');
    const actions = CONTROL_ACTIONS[req.method] ?? {};
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) {
      const known = Object.entries(CONTROL_ACTIONS).flatMap(([method, of]) => Object.keys(of).map((each) => `${method} /_sandbox/${each}`));
      res.status(404).json({ problem: `there is no ${req.method} /_sandbox/${name}`, known });
      return;
    }
    try {
      res.json(action(context, fieldsOf(req.body)) ?? {});
    } catch (error) {
      if (!(error instanceof ControlProblem)) throw error;
      res.status(400).json({ problem: error.message });
    }
  });
  return router;
}

/** Rejects web pages: requests under another host name or with an Origin header. */
const rejectWebPages: RequestHandler = (req, res, next) => {
  if (LOOPBACK.test(req.headers.host ?? '') && req.headers.origin === undefined) next();
  else res.status(403).json({ problem: 'the control API is available to programs on this machine only, not to web pages' });
};

function fieldsOf(body: unknown): Fields {
  if (typeof body !== 'string' || body.trim() === '') return {};
  try {
    const content: unknown = JSON.parse(body);
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content as Fields;
  } catch {
    throw new ControlProblem('the body is not JSON');
  }
  throw new ControlProblem('the body must be a JSON object');
}
