import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, type Identity, isUsableAuthority } from './certificate.ts';

/** Secrets kept between starts: the certificate authority, so that clients keep trusting it, and the token key. */
export interface SandboxSecrets {
  readonly authority: Identity;
  readonly caFile: string;
  readonly tokenKey: Buffer;
}

/** Returns the default folder for the secrets. */
export const defaultDataDir = (environment: NodeJS.ProcessEnv): string =>
  join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'peerscape', 'sandbox');

/** Loads the secrets in a folder; creates those that are missing or no longer usable. */
export async function loadSecrets(folder: string, now: Date): Promise<SandboxSecrets> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const caFile = join(folder, 'ca.pem');
  const keyFile = join(folder, 'ca.key.pem');
  return { authority: await loadAuthority(caFile, keyFile, now), caFile, tokenKey: loadTokenKey(join(folder, 'token.key')) };
}

async function loadAuthority(caFile: string, keyFile: string, now: Date): Promise<Identity> {
  const [certificate, key] = [readIfExists(caFile), readIfExists(keyFile)];
  if (certificate && key) {
    const existing = { certificate: certificate.toString(), key: key.toString() };
    if (isUsableAuthority(existing, now)) return existing;
  }
  const created = await createAuthority(now);
  writePrivate(keyFile, created.key);
  writePrivate(caFile, created.certificate);
  return created;
}

function loadTokenKey(file: string): Buffer {
  const existing = readIfExists(file);
  if (existing?.length === 32) return existing;
  const created = randomBytes(32);
  writePrivate(file, created);
  return created;
}

function readIfExists(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a file that only its owner can read; `writeFileSync` applies the mode to new files only. */
function writePrivate(file: string, content: string | Buffer): void {
  writeFileSync(file, content, { mode: 0o600 });
  chmodSync(file, 0o600);
}
