import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { UrlState } from './url-state.ts';

const home = getRouteApi('/');

/** Updates parts of the URL; `replace` adds no history entry, for example while a filter is typed. */
export type SetUrlState = (patch: Partial<UrlState>, options?: { replace?: boolean }) => void;

/** Returns the state in the URL and its setter. */
export function useUrlState(): readonly [UrlState, SetUrlState] {
  const state = home.useSearch();
  const navigate = home.useNavigate();
  const set: SetUrlState = useCallback(
    (patch, { replace = false } = {}) => void navigate({ search: (before) => ({ ...before, ...patch }), replace }),
    [navigate],
  );
  return [state, set];
}
