import { type Clock, systemClock } from '../clock.ts';
import { toPrintable } from './printable.ts';

/** Inputs and environment of a program that runs once. */
export interface ProgramContext {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Working directory of the caller. */
  readonly directory: string;
  readonly colours: boolean;
  readonly clock: Clock;
}

/** Output and exit code of the process. */
export interface ProgramOutput {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

/** Runs a program: reads the environment and the arguments, prints, and sets the exit code. `scripts` are the npm scripts that start it. */
export async function runProgram(scripts: readonly string[], run: (context: ProgramContext) => Promise<ProgramOutput>): Promise<void> {
  const { env, argv, stdout, stderr } = process;
  // npm runs scripts in the package directory and passes the caller's in INIT_CWD
  const directory = (scripts.includes(env.npm_lifecycle_event ?? '') && env.INIT_CWD) || process.cwd();
  // the reader may close the pipe early, as in `npm run check | head`; that is not an error
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const colours = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const { code, out, err } = await run({ argv: argv.slice(2), environment: env, directory, colours, clock: systemClock });
  process.exitCode = code;
  stdout.write(out);
  stderr.write(err);
}

/** Returns the output of a program that could not do its work, with the reason. */
export const failWith = (message: string): ProgramOutput => ({ code: 2, out: '', err: `${toPrintable(message)}\n` });
