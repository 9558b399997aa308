import { readFile } from 'node:fs/promises';
import { openAzure } from './azure/index.ts';
import type { Clock } from './clock.ts';
import type { ArmConfig, Config, FileConfig } from './config.ts';
import { createFileReader, nameOfFiles } from './file/index.ts';
import { sandboxColleague } from './sandbox/colleague.ts';
import type { Colleague } from './work/colleague.ts';
import type { EstateReader } from './work/estate.ts';
import type { HalfPort, ReadVNet } from './work/ports.ts';
import { createAzureReader } from './work/read-azure.ts';

/** Why it cannot start, in one sentence for the person who started it. */
export class StartFailure extends Error {}

/** A Microsoft Entra tenant. */
interface Tenant {
  readonly id: string;
  /** The name by which people know it, such as `contoso.onmicrosoft.com`. */
  readonly domain: string | null;
}

/** Something to read, by the name that is shown. */
export interface Opened {
  readonly reader: EstateReader;
  readonly readVNet?: ReadVNet;
  /** Absent when there is nothing to change. */
  readonly halves?: HalfPort;
  readonly name: string;
  /** Whose Azure it is; fails where there is no identity. Absent for files. */
  readonly tenant?: () => Promise<Tenant>;
  /** The Azure identity at work; null where there is none. */
  readonly account: () => string | null;
  readonly portalUrl?: string;
  /** Absent where there is no sandbox. */
  readonly colleague?: Colleague;
}

/** Gets ready to read what is configured; nothing is read yet. `mayWrite` is asked before each write. */
export const openSource = (source: Config['source'], clock: Clock, mayWrite = () => false): Promise<Opened> =>
  source.kind === 'file' ? openFiles(source) : openArm(source, clock, mayWrite);

async function openFiles({ files, name }: FileConfig): Promise<Opened> {
  return { reader: createFileReader(files), name: name ?? nameOfFiles(files), account: () => null };
}

async function openArm(
  { kind, name, endpoint, cloud, authority, caFile, token }: ArmConfig,
  clock: Clock,
  mayWrite: () => boolean,
): Promise<Opened> {
  const ca = caFile === undefined ? undefined : await readCa(caFile);
  const { reading, halves, ...azure } = await openAzure({
    endpoint,
    scope: cloud.scope,
    authority,
    token,
    ca,
    clock,
    random: Math.random,
    mayWrite,
  });
  const portal = kind === 'azure' ? { portalUrl: cloud.portalUrl } : {};
  const colleague = kind === 'sandbox' ? { colleague: sandboxColleague({ endpoint, ca }) } : {};
  const tenant = async (): Promise<Tenant> => {
    const id = await azure.tenantId();
    // the name is typed to allow changes on Azure; it only helps people, and without it the id does
    return { id, domain: kind === 'azure' ? await azure.tenantDomain(id).catch(() => null) : null };
  };
  const reader = createAzureReader(reading, clock);
  return { reader, readVNet: reading.readVNet, halves, name, tenant, account: azure.account, ...portal, ...colleague };
}

async function readCa(file: string): Promise<string> {
  const pem = await readFile(file, 'utf8').catch((error: Error) => {
    throw new StartFailure(`The file of PEERSCAPE_ARM_CA cannot be read: ${error.message}`);
  });
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new StartFailure(`${file} of PEERSCAPE_ARM_CA holds no PEM certificate`);
  return pem;
}
