import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { openSession } from './test-server.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));
const estate = join(directory, 'estate.json');
writeFileSync(estate, '[]');

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

interface Exit {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the program; `wrapper` is a command that starts it in turn. */
function run(args: readonly string[], environment: Record<string, string> = {}, wrapper: readonly string[] = []) {
  const env = { PATH: process.env.PATH, HOME: directory, PEERSCAPE_PORT: '0', ...environment };
  const [command = '', ...rest] = [...wrapper, process.execPath, '--import', 'tsx', MAIN, ...args];
  const spawned = spawn(command, rest, { env, stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
  child = spawned;
  const output = { out: '', err: '' };
  const listeners = new Set<() => void>();
  for (const [name, stream] of [
    ['out', spawned.stdout],
    ['err', spawned.stderr],
  ] as const) {
    stream?.on('data', (chunk) => {
      output[name] += String(chunk);
      for (const listener of listeners) listener();
    });
  }
  const exited = new Promise<Exit>((resolve) => spawned.on('close', (code) => resolve({ code, ...output })));
  const waitForOutput = (pattern: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const check = () => {
        const match = output.out.match(pattern);
        if (match) resolve(match);
      };
      listeners.add(check);
      check();
      exited.then(({ err }) => reject(new Error(`The program exited: ${err}`)));
    });
  return { child: spawned, exited, waitForOutput };
}

describe('startup', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'prints one line, serves requests, and exits cleanly on %s with an open stream',
    async (signal) => {
      const program = run(['--file', estate]);
      const [, url] = await program.waitForOutput(/^Peerscape is ready: (http:\/\/(?:localhost|127\.0\.0\.1):\d+)\n$/);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      const stream = await fetch(`${url}/api/events`);
      program.child.kill(signal);
      const { code, err } = await program.exited;
      await stream.text();
      expect([code, err]).toEqual([0, '']);
    },
  );

  test('on Azure prints a sign-in link with a one-time code, and a new one on Enter', async () => {
    const program = run([], {
      PEERSCAPE_SOURCE: 'azure',
      PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:1',
      PEERSCAPE_ARM_TOKEN: 'canary-token',
    });
    const [, url, code] = await program.waitForOutput(/ready: (\S+)\n.*\1\/#code=([\w-]{43})\n/);
    const open = (text: string | undefined) => openSession(url ?? '', text);
    expect((await fetch(`${url}/api/status`)).status).toBe(401);
    expect((await open(code)).status).toBe(200);
    expect((await open(code)).status).toBe(401);
    program.child.stdin?.write('\n');
    const [, second] = await program.waitForOutput(/#code=[\s\S]*#code=([\w-]{43})\n/);
    expect(second).not.toBe(code);
    expect((await open(second)).status).toBe(200);
    program.child.kill('SIGTERM');
    const { out, err } = await program.exited;
    expect(out + err).not.toContain('canary-token');
  });
});

test('the server stops when the process that started it is gone', async () => {
  const program = run(['--file', estate]);
  const [, url] = await program.waitForOutput(/ready: (\S+)\n/);
  // without the channel, Node emits no `close`
  const exited = new Promise((resolve) => program.child.once('exit', resolve));
  program.child.disconnect();
  expect(await exited).toBe(0);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

describe('an account without an entry in the password file', () => {
  const uid = 12_345;
  const asOther = ['setpriv', `--reuid=${uid}`, '--clear-groups'];
  // needs root, and code that the other account can read
  const canSwitch = spawnSync('setpriv', [...asOther.slice(1), 'head', '-1', MAIN]).status === 0;
  chmodSync(directory, 0o755);
  const home = join(directory, 'home');
  mkdirSync(home);
  if (canSwitch) chownSync(home, uid, 0);

  test.runIf(canSwitch)('can run the server, and is named by its number', async () => {
    const program = run(['--file', estate], { HOME: home }, asOther);
    const [, url = ''] = await program.waitForOutput(/ready: (\S+)\n/);
    const saved = await fetch(`${url}/api/kept`, {
      method: 'POST',
      headers: { origin: url, 'x-peerscape': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'tour', version: 0, value: {} }),
    });
    expect(await saved.json()).toMatchObject({ by: 'user 12345' });
  });

  test.runIf(canSwitch)('is told that its home folder cannot be written', async () => {
    // where docker --user finds no home folder, HOME is /
    const { code, err } = await run(['--file', estate], { HOME: '/' }, asOther).exited;
    expect(code).toBe(1);
    expect(err).toMatch(/^The data store in \/\.local\/share\/peerscape\/\S+ cannot be opened \(EACCES\): .* --data\n$/);
  });

  test.runIf(canSwitch)('is told that there is no home folder', async () => {
    const { code, err } = await run(['--file', estate], { HOME: '' }, asOther).exited;
    expect([code, err]).toEqual([1, expect.stringMatching(/^There is no folder .* HOME is not set\. .*--data.*\n$/)]);
  });
});

describe('a startup error is a single message and exit code 1', () => {
  const errorOf = async (args: readonly string[], environment: Record<string, string> = {}, wrapper: readonly string[] = []) => {
    const { code, out, err } = await run(args, environment, wrapper).exited;
    expect([code, out]).toEqual([1, '']);
    expect(err).not.toMatch(/^\s+at |node:internal/m);
    return err;
  };

  test('a port in use', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as AddressInfo;
    expect(await errorOf(['--file', estate, '--port', String(port)])).toMatch(new RegExp(`^Port ${port} is already in use`));
    blocker.close();
  });

  test('an invalid file', async () => {
    const bad = join(directory, 'bad.json');
    writeFileSync(bad, '{"hello": ');
    expect(await errorOf(['--file', bad])).toBe(`${bad} cannot be opened. Invalid JSON at line 1, column 11: expected a value\n`);
  });

  test('an invalid setting', async () => {
    expect(await errorOf([], { PEERSCAPE_PORT: 'x' })).toContain('PEERSCAPE_PORT must be');
  });

  // only Linux has the program
  test.runIf(process.platform === 'linux')('a disk that cannot be written', async () => {
    const data = join(directory, 'full');
    const limited = await errorOf(['--file', estate, '--data', data], {}, ['prlimit', '--fsize=0:']);
    expect(limited).toMatch(
      new RegExp(
        `^The data store in ${data}/[\\w-]+ cannot be opened \\(SQLITE_IOERR_WRITE\\): the disk reports an error\\. Check that .*\n$`,
      ),
    );
    const program = run(['--file', estate, '--data', data]);
    await program.waitForOutput(/^Peerscape is ready/);
    program.child.kill('SIGTERM');
    await program.exited;
    expect(await errorOf(['--file', estate, '--data', data], {}, ['prlimit', '--fsize=0:'])).toMatch(
      /cannot be opened \(SQLITE_IOERR_\w+\): /,
    );
  });

  test('a missing CA file', async () => {
    const environment = { PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:1', PEERSCAPE_ARM_TOKEN: 't', PEERSCAPE_ARM_CA: '/nowhere.pem' };
    expect(await errorOf([], environment)).toContain('Cannot read the file in PEERSCAPE_ARM_CA');
  });
});
