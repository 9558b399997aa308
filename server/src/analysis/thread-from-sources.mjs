// Starts the analysis thread from its source. tsx does not compile the sources of worker threads unless it is registered in them.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
