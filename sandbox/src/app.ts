import express, { type Express } from 'express';
import { requireApiVersion } from './arm/api-version.ts';
import { authenticate } from './arm/auth.ts';
import { dispatch } from './arm/dispatch.ts';
import { createErrorHandler } from './arm/error-handler.ts';
import { delayResponses } from './arm/latency.ts';
import { openExchange } from './arm/open-exchange.ts';
import { rejectUnsupported } from './arm/reject-unsupported.ts';
import type { SandboxContext } from './context.ts';
import { createControlRouter } from './control/control-router.ts';
import { findHomeTenant } from './identity/home-tenant.ts';
import { createIdentityRouter } from './identity/identity-router.ts';
import { toCaller } from './identity/token-service.ts';

/** Creates the Express app of the sandbox without starting it; one line per middleware that a request passes. */
export function createApp(context: SandboxContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/_sandbox', express.text({ type: () => true, limit: '16mb' }), createControlRouter(context));
  app.use(openExchange(context.clock));
  app.use(context.transcript.middleware);
  app.use(express.text({ type: () => true, limit: '4mb' }));
  app.use(delayResponses(context.latency));
  app.use(context.faults.middleware);
  app.use(createIdentityRouter(context.tokens, () => findHomeTenant(context.store)));
  app.use(rejectUnsupported(context.table));
  app.use(requireApiVersion);
  app.use(authenticate({ read: context.tokens.verify, callerOf: toCaller }));
  app.use(context.throttle.middleware);
  app.use(dispatch(context.store, context.clock, context.wire));
  app.use(createErrorHandler((text) => process.stderr.write(text)));
  return app;
}
