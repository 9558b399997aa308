import { type ApplyDocument, api, type PlanDocument } from '@peerscape/shared/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call, problemFrom } from '../../../lib/server/api.ts';
import { applyQuery } from '../../../lib/server/change-queries.ts';

/** How often a lost reply is asked for again by itself; then the person says when. */
const ASKED_AGAIN = 4;

/** Whether the server may have taken the request although no reply of its own came back. */
const isReplyLost = (error: unknown): boolean => [0, 502, 503, 504].includes(problemFrom(error).status);

/** One key for one intention: whoever asks again with it gets the same apply, never a second one. */
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Starts the apply of that plan, once, however often it is asked for and whatever becomes of the replies. */
export function useStartApply({ id: plan, hash }: Pick<PlanDocument, 'id' | 'hash'>, onStarted: (apply: ApplyDocument) => void) {
  const client = useQueryClient();
  const [key] = useState(newKey);
  // a second click may come before this page has drawn anew
  const isSent = useRef(false);
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => call(api.startApply, { body: { plan, hash, key } }),
    retry: (failures, reason) => failures < ASKED_AGAIN && isReplyLost(reason),
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
    problem: error ? problemFrom(error) : undefined,
    isReplyLost: error !== null && isReplyLost(error),
  };
}
