#!/usr/bin/env node
/** `npm run check`: the only file of the check that reads the environment and the arguments, prints, and ends the process. */
import { runCheck } from './check/run-check.ts';
import { systemClock } from './clock.ts';

const { env, argv, stdout, stderr } = process;

/** npm runs a script in its own directory; paths are relative to where the person typed. */
const directory = (env.npm_lifecycle_event === 'check' && env.INIT_CWD) || process.cwd();

// Whoever reads may have read enough: `npm run check | head` is no fault.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const colours = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
const { code, out, err } = await runCheck({ argv: argv.slice(2), environment: env, directory, colours, clock: systemClock });
process.exitCode = code;
stdout.write(out);
stderr.write(err);
