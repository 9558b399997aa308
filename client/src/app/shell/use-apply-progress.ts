import type { ApplyDocument } from '@peerscape/shared/api';
import type { PeeringKey } from '@peerscape/shared/topology';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { halfApplyStatuses, peeringsBeingWritten } from '../../features/plan/index.ts';
import type { HalfApplyStatus } from '../../lib/format/half-status-styles.ts';
import { applyQuery } from '../../lib/server/change-queries.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { UrlState } from '../../lib/state/url-state.ts';

/** Returns the progress on each half of the open apply, or else of the running ones; undefined without any. */
export function useApplyProgress(
  { apply }: Pick<UrlState, 'apply'>,
  { status }: Pick<ReadyEstate, 'status'>,
): ReadonlyMap<string, HalfApplyStatus> | undefined {
  const applies = useApplies(apply ? [apply] : status.changes.running);
  return useMemo(() => (applies.length > 0 ? halfApplyStatuses(applies) : undefined), [applies]);
}

/** Returns the peerings that the running applies, and the open one, have not completed in what was read; the same set while they are the same. */
export function usePeeringsBeingWritten(
  { apply }: Pick<UrlState, 'apply'>,
  { status, readAt }: Pick<ReadyEstate, 'status' | 'readAt'>,
): ReadonlySet<PeeringKey> {
  const { running } = status.changes;
  const applies = useApplies(apply && !running.includes(apply) ? [...running, apply] : running);
  const keys = [...peeringsBeingWritten(applies, readAt)].sort().join(SEPARATOR);
  return useMemo(() => new Set(keys === '' ? [] : (keys.split(SEPARATOR) as PeeringKey[])), [keys]);
}

const SEPARATOR = '\n';

/** Queries applies; those that have not been loaded are left out. */
const useApplies = (ids: readonly string[]): readonly ApplyDocument[] =>
  useQueries({ queries: ids.map((id) => applyQuery(id)), combine: loadedApplies });

const loadedApplies = (results: readonly UseQueryResult<ApplyDocument>[]): readonly ApplyDocument[] =>
  results.flatMap(({ data }) => data ?? []);
