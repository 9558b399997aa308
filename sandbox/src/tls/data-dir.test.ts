import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServerIdentity } from './certificate.ts';
import { defaultDataDir, loadSecrets } from './data-dir.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'secrets-')), 'deep');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

describe('persisted secrets', () => {
  it('are created once and reused', async () => {
    const first = await loadSecrets(folder, NOW);
    expect(await loadSecrets(folder, NOW)).toEqual(first);
  });

  it('are readable only by their owner', async () => {
    await loadSecrets(folder, NOW);
    for (const name of ['ca.pem', 'ca.key.pem', 'token.key']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('are replaced if broken or about to expire', async () => {
    const first = await loadSecrets(folder, NOW);
    writeFileSync(join(folder, 'ca.key.pem'), 'broken');
    const second = await loadSecrets(folder, NOW);
    expect(second.authority).not.toEqual(first.authority);
    expect((await loadSecrets(folder, new Date('2036-06-01'))).authority).not.toEqual(second.authority);
  });

  it('are in the cache of the user by default', () => {
    expect(defaultDataDir({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/peerscape/sandbox');
  });
});

describe('the certificates', () => {
  it('use the authority’s own key identifier, regardless of what created it', async () => {
    const keyId = 'ab'.repeat(20);
    const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const foreign = await x509.X509CertificateGenerator.createSelfSigned({
      name: 'CN=Created by another tool',
      keys,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [new x509.BasicConstraintsExtension(true), new x509.SubjectKeyIdentifierExtension(keyId)],
    });
    const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
    const { certificate } = await createServerIdentity({ certificate: foreign.toString('pem'), key }, NOW);
    expect(new x509.X509Certificate(certificate).getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId).toBe(keyId);
    expect(new X509Certificate(certificate).checkIssued(new X509Certificate(foreign.toString('pem')))).toBe(true);
  });

  it('are valid: an authority limited to this machine, and its server certificate', async () => {
    const { authority } = await loadSecrets(folder, NOW);
    const ca = new X509Certificate(authority.certificate);
    const server = new X509Certificate((await createServerIdentity(authority, NOW)).certificate);
    expect([ca.ca, ca.verify(ca.publicKey)]).toEqual([true, true]);
    expect([server.ca, server.verify(ca.publicKey), server.checkIssued(ca)]).toEqual([false, true, true]);
    expect(server.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
    expect([server.checkHost('localhost'), server.checkIP('127.0.0.1'), server.checkIP('::1')]).toEqual(['localhost', '127.0.0.1', '::1']);
    expect(server.checkHost('management.azure.com')).toBeUndefined();
    expect(Date.parse(server.validTo) - Date.parse(server.validFrom)).toBeLessThan(398 * 86_400_000);
  });
});
