import type { ApplyDocument, FindingsQuery, WireFinding } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Plan } from '@peerscape/shared/plan';
import type { HalfRef, Snapshot } from '@peerscape/shared/topology';
import type { PlanRequest } from './change/plan-request.ts';
import type { Estate } from './estate.ts';
import type { VNetRead } from './ports.ts';

/** Computations on snapshots, outside of the event loop, one after the other. Methods reject with a `Failure` of their own or `analysis-failed`. */
export interface Analysis {
  /**
   * Returns the fingerprint of an estate: equal for equal rows and read errors, regardless of the order of rows. Prepares the rows for the
   * tasks that follow, unless the fingerprint is `known`.
   */
  load(estate: Pick<Estate, 'rows' | 'unread'>, known: string | undefined): Promise<string>;
  /** Runs a task on the snapshot that is current when it begins; rejects with the reason of the signal if that is aborted before. */
  run<Name extends TaskName>(name: Name, current: () => Snapshot, input: TaskInput<Name>, signal?: AbortSignal): Promise<TaskResult<Name>>;
}

/** Tasks with their inputs and results, which are plain data. */
interface AnalysisTasks {
  /** Serializes the snapshot. */
  readonly serialize: { readonly input: undefined; readonly result: JsonDocument };
  /** Serializes the findings and open questions that match the query. Throws `no-such-rule`. */
  readonly findings: { readonly input: FindingsQuery; readonly result: JsonDocument };
  /** Plans a request, and previews its effect on the findings. Throws `no-such-vnet` and `not-a-vnet-id`. */
  readonly plan: { readonly input: FreshRequest; readonly result: PlannedRequest };
  /** Describes what has changed since a plan was made of the same request, one sentence each; undefined if nothing that matters to it. */
  readonly describeDrift: {
    readonly input: FreshRequest & { readonly plan: Pick<Plan, 'basedOn' | 'steps'> };
    readonly result: readonly string[] | undefined;
  };
  /** Returns the IDs and names of those VNets that the snapshot contains. */
  readonly identify: { readonly input: readonly ResourceKey[]; readonly result: readonly NamedVNet[] };
  /** Returns the pairs of which only one half exists. */
  readonly findHalfOpen: { readonly input: readonly HalfRef[]; readonly result: ApplyDocument['halfOpen'] };
}

export type TaskName = keyof AnalysisTasks;
export type TaskInput<Name extends TaskName> = AnalysisTasks[Name]['input'];
export type TaskResult<Name extends TaskName> = AnalysisTasks[Name]['result'];

/** JSON in UTF-8, with an ETag of its content. */
export interface JsonDocument {
  readonly bytes: Uint8Array;
  readonly etag: string;
}

/** A request with the VNets that were read again for it. */
interface FreshRequest {
  readonly request: PlanRequest;
  readonly reads: FreshReads;
}

/** VNets that were read again from their resource providers; undefined if one has been deleted. */
export type FreshReads = ReadonlyMap<ResourceKey, VNetRead | undefined>;

interface PlannedRequest {
  readonly plan: Plan;
  /** Findings that the plan resolves. */
  readonly closes: readonly WireFinding[];
  /** Findings that the plan causes. */
  readonly opens: readonly WireFinding[];
  /** The VNets of the steps. */
  readonly vnets: readonly NamedVNet[];
}

export interface NamedVNet {
  readonly key: ResourceKey;
  /** ARM ID in Azure's casing. */
  readonly id: string;
  /** Display name, unique in the estate. */
  readonly name: string;
}
