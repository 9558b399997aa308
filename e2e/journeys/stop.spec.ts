import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

const children: ChildProcess[] = [];

/** Registers a process that must not outlive its test, which may fail or take too long. */
function endWithTest<T extends ChildProcess>(child: T): T {
  children.push(child);
  return child;
}
test.afterEach(() => {
  // the programs of a killed start end by themselves
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Peerscape as started, with the processes of its programs. */
interface Started {
  readonly child: ChildProcess;
  /** All printed lines. */
  readonly output: readonly string[];
  readonly url: string;
  readonly endpoint: string;
  readonly closed: Promise<number | null>;
}

/** Starts Peerscape with a command and resolves when it is ready. */
async function start(command: string, args: readonly string[]): Promise<Started> {
  const child = endWithTest(spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true }));
  const output: string[] = [];
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        if (line.startsWith('Peerscape is ready: ')) resolve();
      });
    closed.then(() => reject(new Error(output.join('\n'))));
  });
  await ready;
  const printed = (label: string) => output.find((line) => line.startsWith(label))?.slice(label.length) ?? '';
  return { child, output, url: printed('Peerscape is ready: '), endpoint: printed('ARM endpoint: '), closed };
}

/** Returns the processes below a process, which Linux lists. */
function descendantsOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const listens = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    // an untrusted certificate is an answer, too
    (error: Error) => (error.cause as NodeJS.ErrnoException | undefined)?.code !== 'ECONNREFUSED',
  );

const START = ['tools/start.mjs', '--no-open', '--port', '0', '--world', 'course'];

test.describe('npm start that is killed hard', () => {
  test.skip(process.platform !== 'linux', 'the processes are listed by Linux');

  for (const [what, command, args] of [
    ['as the program itself', process.execPath, START],
    ['as npm', 'npm', ['start', '--silent', '--', '--no-open', '--port', '0', '--world', 'course']],
  ] as const)
    test(`leaves no process and no port, killed ${what}`, async () => {
      const { child, url, endpoint } = await start(command, args);
      const processes = descendantsOf(child.pid ?? 0);
      expect(processes.length).toBeGreaterThanOrEqual(2);
      expect([await listens(url), await listens(endpoint)]).toEqual([true, true]);
      child.kill('SIGKILL');
      await expect.poll(() => processes.filter(isRunning)).toEqual([]);
      expect([await listens(url), await listens(endpoint)]).toEqual([false, false]);
    });

  for (const name of ['sandbox', 'server'])
    test(`says that the ${name} has died, and ends`, async () => {
      const { child, output, closed } = await start(process.execPath, START);
      const commandOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const processes = descendantsOf(child.pid ?? 0);
      const victim = processes.find((pid) => commandOf(pid).includes(`${name}/dist/main.mjs`));
      if (victim === undefined) throw new Error(`The ${name} is not running`);
      process.kill(victim, 'SIGKILL');
      expect(await closed).toBe(1);
      expect(output.at(-1)).toBe(
        `The ${name} has stopped (it was ended by SIGKILL, as when memory runs out), so Peerscape stops. To continue, run npm start again.`,
      );
      expect(processes.filter(isRunning)).toEqual([]);
    });
});

test('Ctrl-C ends everything without a message', async () => {
  const { child, output, closed } = await start(process.execPath, START);
  const before = output.length;
  process.kill(-(child.pid ?? 0), 'SIGINT');
  expect(await closed).toBe(0);
  expect(output.slice(before)).toEqual([]);
});

for (const [setting, value] of [
  ['PEERSCAPE_SOURCE', 'azure'],
  ['PEERSCAPE_ARM_ENDPOINT', 'https://127.0.0.1:4443'],
  ['PEERSCAPE_FILES', 'estate.json'],
] as const)
  test(`${setting} in the environment contradicts a sandbox`, async () => {
    const child = endWithTest(
      spawn(process.execPath, START, { cwd: root, env: { ...process.env, [setting]: value }, stdio: ['ignore', 'ignore', 'pipe'] }),
    );
    const chunks: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
    expect(chunks.join('')).toContain(`--world starts a sandbox of its own, which contradicts ${setting} in the environment`);
  });

test('says what it waits for while the start takes long, as with standard input that does not end', async () => {
  const data = test.info().outputPath('data');
  const args = ['tools/start.mjs', '--no-open', '--port', '0', '--data', data, '--file', '-'];
  const child = endWithTest(spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'ignore', 'pipe'] }));
  const closed = once(child, 'close');
  const [line] = await once(createInterface({ input: child.stderr }), 'line');
  expect(line).toBe(
    'The server is still starting after 15 s. It waits for Azure, the files or the data store to answer. Press Ctrl-C to stop.',
  );
  child.kill('SIGINT');
  await closed;
});
