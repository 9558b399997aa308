/** A process that analyses something and closes the analysis; exits by itself only if nothing of the thread is left. */
import { NO_ROWS } from '@peerscape/shared/topology';
import { createAnalysisThread } from '../src/analysis/index.ts';
import { systemClock } from '../src/clock.ts';

const thread = createAnalysisThread({ clock: systemClock, onError: console.error });
await thread.load({ rows: NO_ROWS, unread: [] }, undefined);
await thread.close();
