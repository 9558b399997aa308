import type { FindingMark } from '@peerscape/shared/search';
import type { Topology, TopologyRows } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { type Checking, useReport } from '../server/use-report.ts';
import { type Findings, findingsOf, marksOf } from './findings.ts';
import { type Mute, mutedBy } from './mutes.ts';
import { type Mutes, useMutes } from './use-mutes.ts';

/** Findings of the estate, split by its mutes. */
export interface Health extends Checking {
  /** Findings that are not muted. Empty until the first check has finished. */
  readonly told: Findings;
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
    const muted = mutedBy(all, mutes.active);
    const visible = muted.size === 0 ? all : all.filter(({ id }) => !muted.has(id));
    return { all: findingsOf(all, topology), visible: findingsOf(visible, topology), marks: marksOf(visible, topology), muted };
  }, [report, mutes.active, topology]);
  return useMemo((): Health => {
    const { all, visible, marks, muted } = derived;
    return { ...checkState, all, told: visible, marks, muted, mutes };
  }, [checkState, derived, mutes]);
}
