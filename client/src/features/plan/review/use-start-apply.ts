import { type ApplyDocument, api, type PlanDocument } from '@peerscape/shared/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call, toProblem } from '../../../lib/server/api.ts';
import { applyQuery } from '../../../lib/server/change-queries.ts';

/** Number of automatic retries after a lost reply; after that, the user retries. */
const MAX_RETRIES = 4;

/** Returns true if the server may have accepted the request although its reply did not arrive. */
const isReplyLost = (error: unknown): boolean => [0, 502, 503, 504].includes(toProblem(error).status);

/** Creates an idempotency key: a retry with the same key returns the same apply and never starts a second one. */
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Starts the apply of a plan exactly once, even if it is called repeatedly or replies are lost. */
export function useStartApply({ id: plan, hash }: Pick<PlanDocument, 'id' | 'hash'>, onStarted: (apply: ApplyDocument) => void) {
  const client = useQueryClient();
  const [key] = useState(newKey);
  // a second click may arrive before the next render
  const isSent = useRef(false);
  const { mutate, isPending, isSuccess, error, submittedAt, failureCount } = useMutation({
    mutationFn: () => call(api.startApply, { body: { plan, hash, key } }),
    retry: (failures, reason) => failures < MAX_RETRIES && isReplyLost(reason),
    retryDelay: (failures) => 500 * 2 ** failures,
    onSuccess: (apply) => {
      client.setQueryData(applyQuery(apply.id).queryKey, apply);
      onStarted(apply);
    },
    onError: () => {
      isSent.current = false;
    },
  });
  return {
    start: () => {
      if (isSent.current) return;
      isSent.current = true;
      mutate();
    },
    isSent: isPending || isSuccess,
    sentAt: submittedAt,
    isRetrying: isPending && failureCount > 0,
    problem: error ? toProblem(error) : undefined,
    isReplyLost: error !== null && isReplyLost(error),
  };
}
