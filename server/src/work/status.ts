import type { Changes, Status } from '@peerscape/shared/api';
import type { Source } from '@peerscape/shared/topology';
import type { Kept } from './snapshot-keeper.ts';

/** What does not change while the server runs. */
export interface About {
  readonly version: string;
  readonly source: Source;
  readonly portalUrl?: string | undefined;
}

/** The status that the browser shows: what there is, how old it is, what is being read, what went wrong. */
export function statusOf({ version, source, portalUrl }: About, { snapshot, readAt, reading, problem }: Kept, changes: Changes): Status {
  return {
    version,
    source,
    changes,
    snapshot: snapshot ? { revision: snapshot.revision, readAt: readAt ?? snapshot.readAt } : null,
    reading,
    problem,
    ...(portalUrl === undefined ? {} : { portalUrl }),
  };
}
