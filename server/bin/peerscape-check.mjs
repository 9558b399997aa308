#!/usr/bin/env node
// `npx peerscape-check …` inside a clone: the same as `npm run check -- …`.
import { prepare } from '../../tools/prepare.mjs';

await prepare();
await import('../dist/check.mjs');
