import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Identity, isUsableAuthority, newAuthority } from './certificate.ts';

/** What the sandbox keeps between starts: its certificate authority, so that a client that trusts it once trusts it again, and its token key. */
export interface Keepsakes {
  readonly authority: Identity;
  readonly caFile: string;
  readonly tokenKey: Buffer;
}

/** Where the keepsakes lie unless told otherwise. */
export const defaultDataDir = (environment: NodeJS.ProcessEnv): string =>
  join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'peerscape', 'sandbox');

/** The keepsakes of that folder, made where missing or no longer usable. */
export async function keepsakesIn(folder: string, now: Date): Promise<Keepsakes> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const caFile = join(folder, 'ca.pem');
  const keyFile = join(folder, 'ca.key.pem');
  return { authority: await authorityIn(caFile, keyFile, now), caFile, tokenKey: tokenKeyIn(join(folder, 'token.key')) };
}

async function authorityIn(caFile: string, keyFile: string, now: Date): Promise<Identity> {
  const [certificate, key] = [readIfThere(caFile), readIfThere(keyFile)];
  if (certificate && key) {
    const kept = { certificate: certificate.toString(), key: key.toString() };
    if (isUsableAuthority(kept, now)) return kept;
  }
  const made = await newAuthority(now);
  writePrivate(keyFile, made.key);
  writePrivate(caFile, made.certificate);
  return made;
}

function tokenKeyIn(file: string): Buffer {
  const kept = readIfThere(file);
  if (kept?.length === 32) return kept;
  const made = randomBytes(32);
  writePrivate(file, made);
  return made;
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The mode of `writeFileSync` counts only for new files; an old one is tightened too. */
function writePrivate(file: string, content: string | Buffer): void {
  writeFileSync(file, content, { mode: 0o600 });
  chmodSync(file, 0o600);
}
