import { createHash } from 'node:crypto';
import type { Snapshot } from '@peerscape/shared/topology';
import type { JsonDocument, TaskInput, TaskName, TaskResult } from '../work/analysis.ts';
import { selectFindings } from './findings.ts';
import { findHalfOpenPairs } from './half-open.ts';
import type { Model } from './model.ts';
import { describeDrift, identifyVNets, planRequest } from './plans.ts';

/** A snapshot without its rows. */
export type SnapshotHeader = Omit<Snapshot, 'rows'>;

/** All tasks, as functions of the rows and the header of a snapshot. */
export const TASKS: { readonly [Name in TaskName]: (model: Model, header: SnapshotHeader, input: TaskInput<Name>) => TaskResult<Name> } = {
  serialize: ({ rows }, header) => toJsonDocument({ ...header, rows } satisfies Snapshot),
  findings: (model, header, query) => toJsonDocument(selectFindings(model.report(), header, query)),
  plan: (model, _, input) => planRequest(model, input),
  describeDrift: (model, _, input) => describeDrift(model, input),
  identify: (model, _, vnets) => identifyVNets(model, vnets),
  findHalfOpen: (model, _, halves) => findHalfOpenPairs(model, halves),
};

function toJsonDocument(value: unknown): JsonDocument {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return { bytes, etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22) };
}
