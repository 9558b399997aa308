import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { World } from '@peerscape/shared/world';
import type { Express } from 'express';
import { createApp } from './app.ts';
import { findWorld } from './find-world.ts';
import { homeTenant } from './identity/home-tenant.ts';
import type { PaceName } from './pace.ts';
import { makeParts, type Parts, settle } from './parts.ts';
import { newServerIdentity } from './tls/certificate.ts';
import { defaultDataDir, type Keepsakes, keepsakesIn } from './tls/data-dir.ts';

export interface SandboxOptions {
  /** What it holds: a world, or the word that stands for one (`contoso`, `course`, `generated:N`, a file). */
  readonly world: World | string;
  /** How long changes take; `instant` unless said. */
  readonly pace?: PaceName;
  /** Entries on a page of a list; 1000 unless said. */
  readonly pageSize?: number;
}

export interface StartOptions extends SandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Also listens there without TLS. */
  readonly httpPort?: number;
  /** Where the certificate authority is kept between starts; a folder in the user's cache unless said. */
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
  /** Its insides, for tests in the same process; others use `/_sandbox`. */
  readonly parts: Parts;
  close(): Promise<void>;
}

/** What went wrong before the sandbox could start, in one sentence for a person. */
export class StartProblem extends Error {}

/** Long enough that nobody's demo ends because of it. */
const TOKEN_SECONDS = 10 * 365 * 86_400;

/** The sandbox as an Express app; nothing starts. */
export const createSandbox = (options: SandboxOptions): Express => createApp(filledParts(options, randomBytes(32)));

/** Starts a sandbox on loopback, over https. Throws a StartProblem when it cannot. */
export async function startSandbox(options: StartOptions): Promise<Sandbox> {
  const now = new Date();
  const { authority, caFile, tokenKey } = await keepsakes(options.dataDir ?? defaultDataDir(process.env), now);
  const parts = filledParts(options, tokenKey);
  const identity = await newServerIdentity(authority, now);
  const app = createApp(parts);
  const secure = createServer({ cert: identity.certificate, key: identity.key }, app);
  const port = await listen(secure, options.port ?? 0);
  const servers: Server[] = [secure];
  let httpEndpoint: string | undefined;
  if (options.httpPort !== undefined) {
    const plain = createHttpServer(app);
    const opened = listen(plain, options.httpPort);
    httpEndpoint = `http://127.0.0.1:${await opened.catch((error: unknown) => close(servers).then(() => Promise.reject(error)))}`;
    servers.push(plain);
  }
  return {
    endpoint: `https://127.0.0.1:${port}`,
    httpEndpoint,
    caFile,
    caPem: readFileSync(caFile, 'utf8'),
    token: parts.tokens.issue({ tenantId: homeTenant(parts.store), lifetimeSeconds: TOKEN_SECONDS, isHome: true }),
    parts,
    close: () => close(servers),
  };
}

async function keepsakes(folder: string, now: Date): Promise<Keepsakes> {
  try {
    return await keepsakesIn(folder, now);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartProblem(
      `the folder for the sandbox's certificates, ${folder}, cannot be used (${code ?? String(error)}); name another with --data`,
    );
  }
}

function filledParts({ world, pace, pageSize }: SandboxOptions, tokenKey: Buffer): Parts {
  const named = typeof world === 'string' ? findWorld(world) : ({ ok: true, value: world } as const);
  if (!named.ok) throw new StartProblem(named.problem);
  const parts = makeParts(tokenKey, pace ?? 'instant', pageSize ?? 1000);
  const seeded = settle(parts, named.value);
  if (!seeded.ok) throw new StartProblem(seeded.problem);
  return parts;
}

/** Longer than clients keep idle connections, so that none is closed under a request that is on its way. */
const KEEP_ALIVE_MS = 120_000;

/** Listens on loopback and nowhere else. */
function listen(server: Server, port: number): Promise<number> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portProblem(error, port)));
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function portProblem(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') return new StartProblem(`port ${port} is already in use; stop what uses it or name another with --port`);
  if (error.code === 'EACCES') return new StartProblem(`port ${port} may not be used by this user; name one above 1023 with --port`);
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
