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

/** The sandbox as an Express app; nothing starts. The spine, a line each: what a request passes on its way. */
export function createApp(parts: Parts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/_sandbox', express.text({ type: () => true, limit: '16mb' }), controlDoor(parts));
  app.use(requestId(parts.clock));
  app.use(parts.transcript.step);
  app.use(express.text({ type: () => true, limit: '4mb' }));
  app.use(delay(parts.latency));
  app.use(parts.faults.step);
  app.use(identityDoor(parts.tokens, () => homeTenant(parts.store)));
  app.use(strict(parts.table));
  app.use(apiVersion);
  app.use(auth({ read: parts.tokens.read, callerOf }));
  app.use(parts.throttle.step);
  app.use(dispatch(parts.store, parts.clock, parts.wire));
  app.use(outermost((text) => process.stderr.write(text)));
  return app;
}
