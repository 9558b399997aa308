import type { FindingMark } from '@peerscape/shared/search';
import type { Topology, TopologyRows } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { type CheckState, useReport } from '../server/use-report.ts';
import { type Findings, indexFindings, toFindingMarks } from './findings.ts';
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
}

/** Checks the topology after each read; `serial` changes when anyone changes a mute. */
export function useHealth(topology: Topology, rows: TopologyRows, estate: string, serial: number): Health {
  const checkState = useReport(rows);
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
    return { ...checkState, all, visible: visible, marks, muted, mutes };
  }, [checkState, derived, mutes]);
}
