import type { FindingMark } from '@peerscape/shared/search';
import type { Topology, TopologyRows } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { type Checking, useReport } from '../server/use-report.ts';
import { type Findings, findingsOf, marksOf } from './findings.ts';
import { type Mute, mutedBy } from './mutes.ts';
import { type Mutes, useMutes } from './use-mutes.ts';

/** What is wrong with the estate, as this person wants to be told. */
export interface Health extends Checking {
  /** What is told: without what is muted. Empty until the first check is done. */
  readonly told: Findings;
  readonly all: Findings;
  /** The told findings as the search language asks about them. */
  readonly marks: readonly FindingMark[];
  /** The muted findings by their ids, each with the mute that does it. */
  readonly muted: ReadonlyMap<string, Mute>;
  readonly mutes: Mutes;
}

/** The health of that topology, worked out again with each reading; the serial moves when somebody mutes something. */
export function useHealth(topology: Topology, rows: TopologyRows, estate: string, serial: number): Health {
  const checking = useReport(rows);
  const mutes = useMutes(estate, serial);
  const { report } = checking;
  const worked = useMemo(() => {
    const all = report?.findings ?? [];
    const muted = mutedBy(all, mutes.active);
    const told = muted.size === 0 ? all : all.filter(({ id }) => !muted.has(id));
    return { all: findingsOf(all, topology), told: findingsOf(told, topology), marks: marksOf(told, topology), muted };
  }, [report, mutes.active, topology]);
  return useMemo(() => ({ ...checking, ...worked, mutes }), [checking, worked, mutes]);
}
