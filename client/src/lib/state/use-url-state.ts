import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { UrlState } from './url-state.ts';

const home = getRouteApi('/');

/** Writes a part of the URL; `replace` leaves no step for the back button, as for each key of a filter being typed. */
export type SetUrlState = (patch: Partial<UrlState>, options?: { replace?: boolean }) => void;

/** What the URL says, and how to make it say something else. */
export function useUrlState(): readonly [UrlState, SetUrlState] {
  const state = home.useSearch();
  const navigate = home.useNavigate();
  const set: SetUrlState = useCallback(
    (patch, { replace = false } = {}) => void navigate({ search: (before) => ({ ...before, ...patch }), replace }),
    [navigate],
  );
  return [state, set];
}
