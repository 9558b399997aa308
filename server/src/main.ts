/** The only file that reads the environment and the arguments, prints, and ends the process. */
import { readConfig } from './config.ts';
import { StartFailure } from './open-source.ts';
import { type Running, startServer } from './start.ts';

const checked = readConfig(process.env, process.argv.slice(2));
if (!checked.ok) fail(checked.problems.join('\n'));
else await startServer(checked.config).then(ready, (error: unknown) => fail(sentenceOf(error)));

function ready(running: Running): void {
  const link = running.newLink();
  process.stdout.write(`Peerscape is ready: ${running.url}\n`);
  if (link !== undefined) offerLinks(running, link);
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    running.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

/** The link works once and for some minutes; Enter in the terminal makes a new one. */
function offerLinks(running: Running, first: string): void {
  const show = (link: string | undefined) => process.stdout.write(`Sign in with this link, once, within five minutes: ${link}\n`);
  show(first);
  if (process.stdin.isTTY) process.stdout.write('Press Enter for a new link.\n');
  process.stdin.on('data', () => show(running.newLink()));
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

function sentenceOf(error: unknown): string {
  if (error instanceof StartFailure) return error.message;
  throw error;
}
