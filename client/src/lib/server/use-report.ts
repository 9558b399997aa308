import type { Report } from '@peerscape/shared/health';
import type { TopologyRows } from '@peerscape/shared/topology';
import { useEffect, useMemo, useState } from 'react';
import { check } from './check.ts';

/** State of the health check. The previous report stays until the next one is ready. */
export interface CheckState {
  readonly report: Report | undefined;
  readonly isRunning: boolean;
  /** Error that stopped the rules; always a bug in Peerscape. */
  readonly fault: string | undefined;
}

type Outcome = { readonly rows: TopologyRows; readonly report?: Report; readonly fault?: string };

/** Runs the rules over the rows, once per snapshot. */
export function useReport(rows: TopologyRows): CheckState {
  const [last, setLast] = useState<Outcome>();
  useEffect(
    () =>
      check(rows, {
        onDone: (report) => setLast({ rows, report }),
        onError: ({ message }) => setLast((before) => ({ ...before, rows, fault: message })),
      }),
    [rows],
  );
  return useMemo(() => ({ report: last?.report, isRunning: last?.rows !== rows, fault: last?.fault }), [last, rows]);
}
