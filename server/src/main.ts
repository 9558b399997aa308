/** Entry point of the server; the only file that reads the environment and the arguments, prints, and exits the process. */
import { readConfig } from './config.ts';
import { StartFailure } from './failure.ts';
import { type RunningServer, startServer } from './start.ts';

/** Stops the server, once there is one, and ends the process. */
let stop = (): unknown => process.exit(0);

// npm start holds the other end of this channel, which closes when npm start stops or is killed
process.once('disconnect', () => stop());
process.channel?.unref();

const result = readConfig(process.env, process.argv.slice(2));
if (!result.ok) fail(result.problems.join('\n'));
else await startServer(result.config).then(ready, (error: unknown) => fail(startMessageOf(error)));

function ready(running: RunningServer): void {
  const link = running.newLink();
  process.stdout.write(`Peerscape is ready: ${running.url}\n`);
  if (link !== undefined) printLinks(running, link);
  let stopping: Promise<never> | undefined;
  stop = () => {
    stopping ??= running.close().then(() => process.exit(0));
  };
  const stopOrExit = () => (stopping ? process.exit(1) : stop());
  process.on('SIGINT', stopOrExit).on('SIGTERM', stopOrExit);
}

/** Prints the sign-in link, which works once and expires after five minutes; pressing Enter prints a new one. */
function printLinks(running: RunningServer, first: string): void {
  const show = (link: string | undefined) => process.stdout.write(`Sign in with this link, once, within five minutes: ${link}\n`);
  show(first);
  if (process.stdin.isTTY) process.stdout.write('Press Enter for a new link.\n');
  process.stdin.on('data', () => show(running.newLink()));
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

function startMessageOf(error: unknown): string {
  if (error instanceof StartFailure) return error.message;
  throw error;
}
