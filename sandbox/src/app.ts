import express, { type Express } from 'express';
import { apiVersion } from './arm/api-version.ts';
import { auth } from './arm/auth.ts';
import { dispatch } from './arm/dispatch.ts';
import { requestId } from './arm/request-id.ts';
import { strict } from './arm/strict.ts';
import { controlDoor } from './control/control-door.ts';
import type { Parts } from './parts.ts';

/** The sandbox as an Express app; nothing starts. The spine, a line each: what a request passes on its way. */
export function createApp(parts: Parts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.text({ type: () => true, limit: '4mb' }));
  app.use('/_sandbox', controlDoor(parts));
  app.use(requestId(parts.clock));
  app.use(parts.transcript.step);
  app.use(strict(parts.table));
  app.use(apiVersion);
  app.use(auth(parts.tokens));
  app.use(dispatch(parts.store, parts.clock, parts.wire));
  return app;
}
