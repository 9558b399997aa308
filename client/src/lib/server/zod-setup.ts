import { config } from 'zod';

// Import this first: by default zod compiles parsers with `new Function`, which violates the content security policy.
config({ jitless: true });
