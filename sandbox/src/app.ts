import express, { type Express } from 'express';
import { apiVersion } from './arm/api-version.ts';
import { auth } from './arm/auth.ts';
import { dispatch } from './arm/dispatch.ts';
import { delay } from './arm/latency.ts';
import { outermost } from './arm/outermost.ts';
import { requestId } from './arm/request-id.ts';
import { strict } from './arm/strict.ts';
import { controlDoor } from './control/control-door.ts';
import { homeTenant } from './identity/home-tenant.ts';
import { identityDoor } from './identity/identity-door.ts';
import { callerOf } from './identity/tokens.ts';
import type { Parts } from './parts.ts';

/** Creates the Express app of the sandbox without starting it; one line per middleware that a request passes. */
export function createApp(context: Parts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/_sandbox', express.text({ type: () => true, limit: '16mb' }), controlDoor(context));
  app.use(requestId(context.clock));
  app.use(context.transcript.step);
  app.use(express.text({ type: () => true, limit: '4mb' }));
  app.use(delay(context.latency));
  app.use(context.faults.step);
  app.use(identityDoor(context.tokens, () => homeTenant(context.store)));
  app.use(strict(context.table));
  app.use(apiVersion);
  app.use(auth({ read: context.tokens.read, callerOf }));
  app.use(context.throttle.step);
  app.use(dispatch(context.store, context.clock, context.wire));
  app.use(outermost((text) => process.stderr.write(text)));
  return app;
}
