import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { World } from '@peerscape/shared/world';
import type { Express } from 'express';
import { createApp } from './app.ts';
import { createContext, loadFixture, type SandboxContext } from './context.ts';
import { findFixture } from './find-fixture.ts';
import { findHomeTenant } from './identity/home-tenant.ts';
import type { LatencyProfileName } from './latency-profiles.ts';
import { createServerIdentity } from './tls/certificate.ts';
import { defaultDataDir, loadSecrets, type SandboxSecrets } from './tls/data-dir.ts';

export interface SandboxOptions {
  /** Content: a world, or its name (`contoso`, `course`, `lab`, `generated:N`, `generated:N:equipped`, the path of a file). */
  readonly world: World | string;
  /** Latency profile; default `instant`. */
  readonly latencyProfile?: LatencyProfileName;
  /** Entries per page of a list; default 1000. */
  readonly pageSize?: number;
}

export interface StartOptions extends SandboxOptions {
  /** Port of the HTTPS endpoint; default 0, any free port. */
  readonly port?: number;
  /** Port of an additional endpoint without TLS. */
  readonly httpPort?: number;
  /** Folder that keeps the certificate authority between starts; default: a folder in the user's cache. */
  readonly dataDir?: string;
}

/** A running sandbox. */
export interface Sandbox {
  /** `https://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly httpEndpoint: string | undefined;
  readonly caFile: string;
  readonly caPem: string;
  /** A bearer token that any client may send. */
  readonly token: string;
  /** Internal state, for tests in the same process; other programs use `/_sandbox`. */
  readonly context: SandboxContext;
  close(): Promise<void>;
}

/** The reason why the sandbox cannot start, as one sentence for the user. */
export class StartProblem extends Error {}

/** Lifetime of the printed token, longer than any demo. */
const TOKEN_SECONDS = 10 * 365 * 86_400;

/** Creates the sandbox as an Express app without starting it. */
export const createSandbox = (options: SandboxOptions): Express => createApp(createLoadedContext(options, randomBytes(32)));

/** Starts a sandbox on loopback, over HTTPS. Rejects with a `StartProblem` if it cannot. */
export async function startSandbox(options: StartOptions): Promise<Sandbox> {
  const now = new Date();
  const { authority, caFile, tokenKey } = await loadSecretsOrThrow(options.dataDir ?? cacheDir(), now);
  const parts = createLoadedContext(options, tokenKey);
  const identity = await createServerIdentity(authority, now);
  const app = createApp(parts);
  const secure = createServer({ cert: identity.certificate, key: identity.key }, app);
  const port = await listen(secure, options.port ?? 0);
  const servers: Server[] = [secure];
  let httpEndpoint: string | undefined;
  if (options.httpPort !== undefined) {
    const plain = createHttpServer(app);
    const listening = listen(plain, options.httpPort);
    httpEndpoint = `http://127.0.0.1:${await listening.catch((error: unknown) => close(servers).then(() => Promise.reject(error)))}`;
    servers.push(plain);
  }
  return {
    endpoint: `https://127.0.0.1:${port}`,
    httpEndpoint,
    caFile,
    caPem: readFileSync(caFile, 'utf8'),
    token: parts.tokens.issue({ tenantId: findHomeTenant(parts.store), lifetimeSeconds: TOKEN_SECONDS, isHome: true }),
    context: parts,
    close: () => close(servers),
  };
}

/** Returns the default folder; without HOME, an account that has no entry in the password file has none. */
function cacheDir(): string {
  try {
    return defaultDataDir(process.env);
  } catch {
    throw new StartProblem("there is no folder for the sandbox's certificates, because HOME is not set; choose one with --data");
  }
}

async function loadSecretsOrThrow(folder: string, now: Date): Promise<SandboxSecrets> {
  try {
    return await loadSecrets(folder, now);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartProblem(
      `the folder for the sandbox's certificates, ${folder}, cannot be used (${code ?? String(error)}); choose another with --data`,
    );
  }
}

function createLoadedContext({ world, latencyProfile, pageSize }: SandboxOptions, tokenKey: Buffer): SandboxContext {
  const found = typeof world === 'string' ? findFixture(world) : ({ ok: true, value: world } as const);
  if (!found.ok) throw new StartProblem(found.problem);
  const parts = createContext(tokenKey, latencyProfile ?? 'instant', pageSize ?? 1000);
  const seeded = loadFixture(parts, found.value);
  if (!seeded.ok) throw new StartProblem(seeded.problem);
  return parts;
}

/** Longer than clients keep idle connections, so that no connection is closed while a request is being sent. */
const KEEP_ALIVE_MS = 120_000;

/** Listens on loopback only; resolves to the port. */
function listen(server: Server, port: number): Promise<number> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toStartProblem(error, port)));
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function toStartProblem(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new StartProblem(`port ${port} is already in use; stop the process that uses it or choose another port with --port`);
  if (error.code === 'EACCES') return new StartProblem(`this account cannot listen on port ${port}; choose a port above 1023 with --port`);
  return error;
}

async function close(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve, reject) => {
          server.close((error) => (error ? reject(error) : resolve()));
          server.closeAllConnections();
        }),
    ),
  );
}
