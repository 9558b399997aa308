import { api, isUnderWay } from '@peerscape/shared/api';
import type { Intent } from '@peerscape/shared/plan';
import { queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';

/** Between two questions about what is under way, in milliseconds: the serial tells of every step, this only of a lost event. */
const WHILE_UNDER_WAY = 1000;
const NEEDING_SOMEBODY = 10_000;

/** The applies of this estate, newest first. */
export const appliesQuery = queryOptions({
  queryKey: ['applies'],
  queryFn: async ({ signal }) => (await call(api.listApplies, {}, signal)).applies,
  refetchInterval: ({ state: { data } }) => (data?.some(({ state }) => isUnderWay(state)) ? WHILE_UNDER_WAY : false),
});

/** One apply with its plan and where each step stands. */
export const applyQuery = (id: string) =>
  queryOptions({
    queryKey: ['apply', id],
    queryFn: ({ signal }) => call(api.getApply, { query: { id } }, signal),
    refetchInterval: ({ state: { data } }) => {
      if (!data || isUnderWay(data.state)) return WHILE_UNDER_WAY;
      return data.state === 'attention' ? NEEDING_SOMEBODY : false;
    },
  });

/** A plan is made when it is looked at, kept while it is, and made anew the next time: it ages. */
const MADE_ONCE = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 } as const;

/** The server's plan for a draft, made on what the resource providers say now. */
export const planQuery = (intents: readonly Intent[]) =>
  queryOptions({
    queryKey: ['plan', 'of', intents],
    queryFn: ({ signal }) => call(api.makePlan, { body: { intents } }, signal),
    ...MADE_ONCE,
  });

/** The plan that gives back the halves as they were before that apply. */
export const undoQuery = (apply: string) =>
  queryOptions({
    queryKey: ['plan', 'undoing', apply],
    queryFn: ({ signal }) => call(api.makeUndo, { body: { apply } }, signal),
    ...MADE_ONCE,
  });

/** What the audit holds of one apply, and whether its chain of hashes is whole. */
export const auditQuery = (apply: string) =>
  queryOptions({
    queryKey: ['audit', apply],
    queryFn: ({ signal }) => call(api.getAudit, { query: { apply } }, signal),
  });

/** What to ask for again when the serial of changes moves. Plans are not among it: making one moves the serial. */
export const MOVING = [['applies'], ['apply'], ['audit']] as const;
