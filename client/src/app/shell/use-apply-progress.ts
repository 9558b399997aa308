import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type HalfProgress, halfProgressOf } from '../../features/plan/index.ts';
import { applyQuery } from '../../lib/server/change-queries.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { UrlState } from '../../lib/state/url-state.ts';

/** Returns the progress on each half of the open apply, or else of the running one; undefined without either. */
export function useApplyProgress(
  { apply }: Pick<UrlState, 'apply'>,
  { status }: Pick<ReadyEstate, 'status'>,
): ReadonlyMap<string, HalfProgress> | undefined {
  const id = apply || status.changes.running[0];
  const { data } = useQuery({ ...applyQuery(id ?? ''), enabled: id !== undefined });
  return useMemo(() => (id && data ? halfProgressOf(data) : undefined), [id, data]);
}
