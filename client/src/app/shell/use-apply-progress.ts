import type { PeeringKey } from '@peerscape/shared/topology';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { halfApplyStatuses, peeringsBeingWritten } from '../../features/plan/index.ts';
import type { HalfApplyStatus } from '../../lib/format/half-status-styles.ts';
import { applyQuery } from '../../lib/server/change-queries.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { UrlState } from '../../lib/state/url-state.ts';

/** Returns the progress on each half of the open apply, or else of the running one; undefined without either. */
export function useApplyProgress(
  { apply }: Pick<UrlState, 'apply'>,
  { status }: Pick<ReadyEstate, 'status'>,
): ReadonlyMap<string, HalfApplyStatus> | undefined {
  const id = apply || status.changes.running[0];
  const { data } = useQuery({ ...applyQuery(id ?? ''), enabled: id !== undefined });
  return useMemo(() => (id && data ? halfApplyStatuses(data) : undefined), [id, data]);
}

/** Returns the peerings that the running apply, or the open one, has not completed in what was read; the same set while they are the same. */
export function usePeeringsBeingWritten(
  { apply }: Pick<UrlState, 'apply'>,
  { status, readAt }: Pick<ReadyEstate, 'status' | 'readAt'>,
): ReadonlySet<PeeringKey> {
  const id = status.changes.running[0] ?? (apply || undefined);
  const { data } = useQuery({ ...applyQuery(id ?? ''), enabled: id !== undefined });
  const keys = id && data ? [...peeringsBeingWritten(data, readAt)].sort().join(SEPARATOR) : '';
  return useMemo(() => new Set(keys === '' ? [] : (keys.split(SEPARATOR) as PeeringKey[])), [keys]);
}

const SEPARATOR = '\n';
