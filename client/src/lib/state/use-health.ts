import type { FindingMark } from '@peerscape/shared/search';
import type { PeeringKey, Topology, TopologyRows } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { type CheckState, useReport } from '../server/use-report.ts';
import { type Findings, indexFindings, omitFindingsOf, toFindingMarks } from './findings.ts';
import { findMuted, type Mute } from './mutes.ts';
import { type Mutes, useMutes } from './use-mutes.ts';

/** Findings of the estate, split by its mutes. */
export interface Health extends CheckState {
  /** Findings that are not muted. Empty until the first check has finished. */
  readonly visible: Findings;
  readonly all: Findings;
  /** The visible findings in the form that the search language matches. */
  readonly marks: readonly FindingMark[];
  /** Muted findings by id, each with the mute that covers it. */
  readonly muted: ReadonlyMap<string, Mute>;
  readonly mutes: Mutes;
  /** True while an apply writes peerings, whose findings are left out until then. */
  readonly isWriting: boolean;
}

interface HealthOptions {
  readonly estate: string;
  /** Changes when anyone changes a mute. */
  readonly serial: number;
  /** Peerings that an apply is writing. Their findings are left out: half-done work is no problem yet. */
  readonly writing: ReadonlySet<PeeringKey>;
}

/** Checks the topology after each read. */
export function useHealth(topology: Topology, rows: TopologyRows, { estate, serial, writing }: HealthOptions): Health {
  const full = useReport(rows);
  const checkState = useMemo(
    () => ({ ...full, report: full.report && omitFindingsOf(full.report, topology, writing) }),
    [full, topology, writing],
  );
  const mutes = useMutes(estate, serial);
  const { report } = checkState;
  const derived = useMemo(() => {
    const all = report?.findings ?? [];
    const muted = findMuted(all, mutes.active);
    const visible = muted.size === 0 ? all : all.filter(({ id }) => !muted.has(id));
    return {
      all: indexFindings(all, topology),
      visible: indexFindings(visible, topology),
      marks: toFindingMarks(visible, topology),
      muted,
    };
  }, [report, mutes.active, topology]);
  return useMemo((): Health => {
    const { all, visible, marks, muted } = derived;
    return { ...checkState, all, visible: visible, marks, muted, mutes, isWriting: writing.size > 0 };
  }, [checkState, derived, mutes, writing]);
}
