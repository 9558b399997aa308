import type { Report } from '@peerscape/shared/health';
import type { TopologyRows } from '@peerscape/shared/topology';
import { useEffect, useMemo, useState } from 'react';
import { check } from './check.ts';

/** How far checking has come. The report of an older reading stays until the next is there. */
export interface Checking {
  readonly report: Report | undefined;
  readonly isRunning: boolean;
  /** Why the rules could not be run: a fault in Peerscape. */
  readonly fault: string | undefined;
}

type Outcome = { readonly rows: TopologyRows; readonly report?: Report; readonly fault?: string };

/** What the rules say about these rows; worked out once for each reading. */
export function useReport(rows: TopologyRows): Checking {
  const [last, setLast] = useState<Outcome>();
  useEffect(
    () =>
      check(rows, {
        done: (report) => setLast({ rows, report }),
        failed: ({ message }) => setLast((before) => ({ ...before, rows, fault: message })),
      }),
    [rows],
  );
  return useMemo(() => ({ report: last?.report, isRunning: last?.rows !== rows, fault: last?.fault }), [last, rows]);
}
