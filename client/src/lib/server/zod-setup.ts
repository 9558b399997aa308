import { config } from 'zod';

// zod compiles its parsers with `new Function`, which the content security policy forbids and the browser reports. Must be imported first.
config({ jitless: true });
