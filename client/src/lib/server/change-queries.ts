import { api, isInProgress } from '@peerscape/shared/api';
import { queryOptions, skipToken } from '@tanstack/react-query';
import { call } from './api.ts';

/** Polling intervals in milliseconds. Every step arrives as an event; polling only covers lost events. */
const RUNNING_INTERVAL = 1000;
const ATTENTION_INTERVAL = 10_000;

/** Queries the applies of the estate, newest first. */
export const appliesQuery = queryOptions({
  queryKey: ['applies'],
  queryFn: async ({ signal }) => (await call(api.listApplies, {}, signal)).applies,
  refetchInterval: ({ state: { data } }) => (data?.some(({ state }) => isInProgress(state)) ? RUNNING_INTERVAL : false),
});

/** Queries one apply with its plan and the state of each step. */
export const applyQuery = (id: string) =>
  queryOptions({
    queryKey: ['apply', id],
    queryFn: ({ signal }) => call(api.getApply, { query: { id } }, signal),
    refetchInterval: ({ state: { data } }) => {
      if (!data || isInProgress(data.state)) return RUNNING_INTERVAL;
      return data.state === 'attention' ? ATTENTION_INTERVAL : false;
    },
  });

/** A plan goes out of date, so it is cached only while it is shown and made again the next time. */
const WHILE_SHOWN = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 } as const;

/** Queries the server's plan for one version of the draft, based on the current state in Azure. Waits while the version is undefined. */
export const planQuery = (draft: number | undefined) =>
  queryOptions({
    queryKey: ['plan', 'of', draft],
    queryFn: draft === undefined ? skipToken : ({ signal }) => call(api.createPlan, { body: { draft } }, signal),
    ...WHILE_SHOWN,
  });

/** Queries the plan that restores the halves to their state before the apply. */
export const undoQuery = (apply: string) =>
  queryOptions({
    queryKey: ['plan', 'undoing', apply],
    queryFn: ({ signal }) => call(api.createUndoPlan, { body: { apply } }, signal),
    ...WHILE_SHOWN,
  });

/** Queries the audit entries of one apply, and whether their hash chain is intact. */
export const auditQuery = (apply: string) =>
  queryOptions({
    queryKey: ['audit', apply],
    queryFn: ({ signal }) => call(api.getAudit, { query: { apply } }, signal),
  });

/** Keys of the queries to invalidate when the change serial moves. Plans are excluded, because making one moves the serial. */
export const CHANGE_QUERY_KEYS = [['applies'], ['apply'], ['audit']] as const;
