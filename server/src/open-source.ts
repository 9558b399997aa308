import { readFile } from 'node:fs/promises';
import type { Clock } from './clock.ts';
import type { ArmConfig, Config, FileConfig } from './config.ts';
import { StartFailure } from './failure.ts';
import { createFileReader, nameOfFiles } from './file/index.ts';
import { createSandboxActor } from './sandbox/sandbox-actor.ts';
import type { EstateReader } from './work/estate.ts';
import type { ExternalActor } from './work/external-actor.ts';
import type { HalfPort, ReadVNet, RoutePort } from './work/ports.ts';
import { createAzureReader } from './work/read-azure.ts';

/** A Microsoft Entra tenant. */
interface Tenant {
  readonly id: string;
  /** Domain name, such as `contoso.onmicrosoft.com`. */
  readonly domain: string | null;
}

/** A source that is ready to be read. */
export interface OpenedSource {
  readonly reader: EstateReader;
  readonly readVNet?: ReadVNet;
  /** Absent for files, which cannot be changed. */
  readonly halves?: HalfPort;
  /** Absent for files. */
  readonly routes?: RoutePort;
  /** Display name. */
  readonly name: string;
  /** Reads the tenant; rejects without an Azure identity. Absent for files. */
  readonly tenant?: () => Promise<Tenant>;
  /** Returns the Azure identity in use, or null. */
  readonly account: () => string | null;
  readonly portalUrl?: string;
  /** Present only for a sandbox. */
  readonly externalActor?: ExternalActor;
}

/** Opens the configured source without reading it. `mayWrite` is called before each write. */
export const openSource = (source: Config['source'], clock: Clock, mayWrite = () => false): Promise<OpenedSource> =>
  source.kind === 'file' ? openFiles(source) : openArm(source, clock, mayWrite);

async function openFiles({ files, name }: FileConfig): Promise<OpenedSource> {
  return { reader: createFileReader(files), name: name ?? nameOfFiles(files), account: () => null };
}

async function openArm(
  { kind, name, endpoint, cloud, authority, caFile, token }: ArmConfig,
  clock: Clock,
  mayWrite: () => boolean,
): Promise<OpenedSource> {
  const ca = caFile === undefined ? undefined : await readCa(caFile);
  // loading the SDK takes longer than answering questions about a file
  const { openAzure } = await import('./azure/index.ts');
  const { readPort, halves, routes, ...azure } = await openAzure({
    endpoint,
    scope: cloud.scope,
    authority,
    token,
    ca,
    clock,
    random: Math.random,
    mayWrite,
  });
  // the portal of a cloud does not show what another endpoint manages
  const portal = kind === 'azure' && endpoint === cloud.endpoint ? { portalUrl: cloud.portalUrl } : {};
  const actor = kind === 'sandbox' ? { externalActor: createSandboxActor({ endpoint, ca }) } : {};
  const tenant = async (): Promise<Tenant> => {
    const id = await azure.tenantId();
    // users type the domain to allow changes on Azure; the tenant ID serves if the domain cannot be read
    return { id, domain: kind === 'azure' ? await azure.tenantDomain(id).catch(() => null) : null };
  };
  const reader = createAzureReader(readPort, clock);
  return { reader, readVNet: readPort.readVNet, halves, routes, name, tenant, account: azure.account, ...portal, ...actor };
}

async function readCa(file: string): Promise<string> {
  const pem = await readFile(file, 'utf8').catch((error: Error) => {
    throw new StartFailure(`Cannot read the file in PEERSCAPE_ARM_CA: ${error.message}`);
  });
  if (!pem.includes('-----BEGIN CERTIFICATE-----'))
    throw new StartFailure(`The file in PEERSCAPE_ARM_CA is not a PEM certificate: ${file}`);
  return pem;
}
