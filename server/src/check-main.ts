#!/usr/bin/env node
/** Entry point of `npm run check`; the only file of the check that reads the environment and the arguments, prints, and sets the exit code. */
import { runCheck } from './check/run-check.ts';
import { systemClock } from './clock.ts';

const { env, argv, stdout, stderr } = process;

/** Directory that relative paths refer to. npm runs scripts in the package directory and passes the caller's in `INIT_CWD`. */
const directory = (env.npm_lifecycle_event === 'check' && env.INIT_CWD) || process.cwd();

// the reader may close the pipe early, as in `npm run check | head`; that is not an error
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const colours = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
const { code, out, err } = await runCheck({ argv: argv.slice(2), environment: env, directory, colours, clock: systemClock });
process.exitCode = code;
stdout.write(out);
stderr.write(err);
