import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { halfApplyStatuses } from '../../features/plan/index.ts';
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
