import { type Api, type ApplyDocument, api, isProblemOf, type PlanDocument, type Problem } from '@peerscape/shared/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call, toProblem } from '../../../lib/server/api.ts';
import { applyQuery } from '../../../lib/server/change-queries.ts';

/** Number of automatic retries after a lost reply; after that, the user retries. */
const MAX_RETRIES = 4;

/** Returns true if the server may have accepted the request although its reply did not arrive. */
const isReplyLost = (error: unknown): boolean => [0, 502, 503, 504].includes(toProblem(error).status);

const RETRY_LOST_REPLIES = {
  retry: (failures: number, reason: Error) => failures < MAX_RETRIES && isReplyLost(reason),
  retryDelay: (failures: number) => 500 * 2 ** failures,
};

/** Creates an idempotency key: a retry with the same key returns the same apply and never starts a second one. */
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const isCancellation = (problem: Problem): boolean => isProblemOf<Api['startApply']>(problem, 'start-canceled');

/** One start of an apply, including its retries after lost replies. */
interface Start {
  readonly key: string;
  /** True once the apply has started or the start was canceled; a later reply changes nothing. */
  isOver: boolean;
}

/** Starts the apply of a plan exactly once, even if it is called repeatedly or replies are lost, and cancels a start that is in progress. */
export function useStartApply({ id: plan, hash }: Pick<PlanDocument, 'id' | 'hash'>, onStarted: (apply: ApplyDocument) => void) {
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  // a second click may arrive before the next render
  const current = useRef<Start>(undefined);
  const end = (start: Start, apply: ApplyDocument | null) => {
    // a reply to an earlier start must not end a later one
    if (start.isOver || (current.current && current.current !== start)) return;
    start.isOver = true;
    if (apply) {
      client.setQueryData(applyQuery(apply.id).queryKey, apply);
      onStarted(apply);
    } else {
      current.current = undefined;
      setKey(newKey());
      starting.reset();
    }
  };
  const starting = useMutation({
    mutationFn: (start: Start) => call(api.startApply, { body: { plan, hash, key: start.key } }),
    ...RETRY_LOST_REPLIES,
    onSuccess: (apply, start) => end(start, apply),
    onError: (error, start) => {
      if (current.current !== start) return;
      current.current = undefined;
      if (isCancellation(toProblem(error))) setKey(newKey());
    },
  });
  const canceling = useMutation({
    mutationFn: (start: Start) => call(api.cancelStart, { body: { plan, key: start.key } }),
    ...RETRY_LOST_REPLIES,
    onSuccess: ({ apply }, start) => end(start, apply),
  });
  const { isPending, isSuccess, error, submittedAt, failureCount } = starting;
  const problem = error ? toProblem(error) : undefined;
  // the start may be rejected as canceled before the cancellation is confirmed
  const isRejected = problem !== undefined && isCancellation(problem);
  return {
    start: () => {
      if (current.current) return;
      current.current = { key, isOver: false };
      canceling.reset();
      starting.mutate(current.current);
    },
    cancel: () => {
      if (current.current) canceling.mutate(current.current);
    },
    isSent: isPending || isSuccess,
    sentAt: submittedAt,
    isRetrying: isPending && failureCount > 0,
    isCanceling: canceling.isPending,
    isCanceled: isRejected || canceling.data?.apply === null,
    problem: isRejected ? undefined : problem,
    isReplyLost: error !== null && isReplyLost(error),
    cancelProblem: isPending && canceling.error ? toProblem(canceling.error) : undefined,
  };
}
