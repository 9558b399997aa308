import type { Changes, Status } from '@peerscape/shared/api';
import type { Source } from '@peerscape/shared/topology';
import type { OpenedFiles } from './opened-files.ts';
import type { EstateServices } from './services.ts';
import type { SnapshotState } from './snapshot-service.ts';

/** Facts that do not change while the server runs. */
export interface ServerInfo {
  readonly version: string;
  readonly source: Source;
  readonly portalUrl?: string | undefined;
  /** True if requests need a session. */
  readonly hasSession: boolean;
}

/** Returns the status for the browser: the snapshot and its age, the running read, the last problem and the changes. */
export function statusOf(
  { version, source, portalUrl, hasSession }: ServerInfo,
  { snapshot, readAt, reading, problem }: SnapshotState,
  services: Pick<EstateServices, 'changeService' | 'tenant' | 'storeStatus'> | undefined,
  files?: Pick<OpenedFiles, 'replaced' | 'refusal'>,
): Status {
  const replaced = files?.replaced();
  return {
    version,
    source: replaced && snapshot ? snapshot.source : source,
    changes: services?.changeService?.changes() ?? NO_CHANGES,
    snapshot: snapshot ? { revision: snapshot.revision, readAt: readAt ?? snapshot.readAt } : null,
    reading,
    problem,
    ...(portalUrl === undefined ? {} : { portalUrl }),
    ...(hasSession ? { hasSession } : {}),
    ...(replaced === undefined ? {} : { replaced }),
    ...(files?.refusal === undefined ? {} : { filesRefused: files.refusal }),
    ...(services && { store: services.storeStatus() }),
    ...(services?.tenant === undefined ? {} : { tenant: services.tenant }),
  };
}

const NO_CHANGES: Changes = { mode: 'none', serial: 0, running: [] };
