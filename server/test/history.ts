import type { ApplyDocument, AuditEntry } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';

/** One write as the sandbox saw it. */
export interface SeenWrite {
  readonly method: string;
  /** ARM id of the half. */
  readonly id: string;
  readonly status: number;
  /** When it came, ISO 8601. */
  readonly time: string;
  /** Until what it began had ended: the answer, and the operation where one was accepted. */
  readonly durationMs: number;
  readonly clientRequestId: string | null;
}

/** All that is known of what happened: what the sandbox saw, what was promised, what was noted. */
export interface History {
  readonly writes: readonly SeenWrite[];
  readonly audit: readonly AuditEntry[];
  readonly isAuditWhole: boolean;
  readonly applies: readonly ApplyDocument[];
  /** Ids of applies whose acceptance somebody has seen. */
  readonly acknowledged: readonly string[];
  /** The halves as the sandbox has them at the end: id in lower case, and its options as text. */
  readonly halves: ReadonlyMap<string, string>;
}

/** What the history breaks of the promises (reliability §5, I1 to I6 and I12); empty when it keeps them all. */
export function broken(history: History): readonly string[] {
  return CHECKS.flatMap((check) => check(history));
}

type Check = (history: History) => readonly string[];

const acknowledgedIsKept: Check = ({ acknowledged, applies }) =>
  acknowledged.filter((id) => !applies.some((apply) => apply.id === id)).map((id) => `I1 the apply ${id} was acknowledged and is lost`);

const intentComesFirst: Check = ({ writes, audit }) =>
  writes.flatMap(({ clientRequestId, id, time, method }) => {
    const intent = audit.find(({ deed, attemptId }) => deed === 'write' && attemptId !== null && attemptId === clientRequestId);
    if (!intent) return [`I2 ${method} ${id} was sent without an intent`];
    return Date.parse(intent.at) > Date.parse(time) + CLOCK_MS ? [`I2 ${method} ${id} was sent before its intent`] : [];
  });

/** Both clocks are this machine's; a millisecond can fall between two readings of it. */
const CLOCK_MS = 2;

const oneWriteAtATime: Check = ({ writes, audit }) => {
  const spans = writes.map((write) => ({ write, begin: Date.parse(write.time), end: Date.parse(write.time) + write.durationMs }));
  return spans.flatMap((one, i) =>
    spans
      .slice(i + 1)
      .filter(
        (other) => one.begin < other.end && other.begin < one.end && endsOf(one.write).some((end) => endsOf(other.write).includes(end)),
      )
      .map((other) => `I3 ${one.write.id} and ${other.write.id} were written at the same time`),
  );

  function endsOf({ clientRequestId, id }: SeenWrite): readonly string[] {
    const step = audit.find(({ deed, attemptId }) => deed === 'write' && attemptId === clientRequestId);
    const remote = (step?.after as { remoteId?: string } | null)?.remoteId ?? (step?.before as { remoteId?: string } | null)?.remoteId;
    const owner = id.replace(/\/virtualNetworkPeerings\/.*$/i, '');
    return [owner, ...(remote === undefined ? [] : [remote])].map(resourceKey);
  }
};

const onlyWhatIsPlanned: Check = ({ writes, applies }) => {
  const planned = new Set(
    applies.flatMap(({ plan }) => plan.plan.steps.map(({ half, action }) => `${methodOf(action)} ${resourceKey(half.id)}`)),
  );
  return writes
    .filter(({ method, id }) => !planned.has(`${method} ${resourceKey(id)}`))
    .map(({ method, id }) => `I5 ${method} ${id} stands in no plan`);
};

const methodOf = (action: string): string => (action === 'delete' ? 'DELETE' : 'PUT');

const doneOnce: Check = ({ writes, applies }) => {
  const allowed = new Map<string, number>();
  for (const { plan } of applies) {
    for (const { half, action } of plan.plan.steps) {
      const key = `${methodOf(action)} ${resourceKey(half.id)}`;
      allowed.set(key, (allowed.get(key) ?? 0) + 1);
    }
  }
  const done = new Map<string, number>();
  for (const { method, id, status } of writes) {
    const key = `${method} ${resourceKey(id)}`;
    if (status >= 200 && status < 300) done.set(key, (done.get(key) ?? 0) + 1);
  }
  return [...done].filter(([key, times]) => times > (allowed.get(key) ?? 0)).map(([key, times]) => `I4 ${key} was done ${times} times`);
};

const successIsTrue: Check = ({ applies, halves }) => {
  const last = new Map<string, { readonly after: string | undefined }>();
  for (const { steps, plan } of [...applies].sort((p, q) => (p.startedAt < q.startedAt ? -1 : 1))) {
    for (const { id, state, after } of steps) {
      const half = plan.plan.steps.find((step) => step.id === id)?.half;
      if (half && (state === 'succeeded' || state === 'adopted'))
        last.set(resourceKey(half.id), { after: after ? optionsOf(after) : undefined });
    }
  }
  return [...last]
    .filter(([id, { after }]) => halves.get(id) !== after)
    .map(([id]) => `I6 ${id} is said to be done and is otherwise in Azure`);
};

/** What is comparable of a half. */
export const optionsOf = (half: {
  readonly allowAccess: boolean;
  readonly allowForwarded: boolean;
  readonly allowTransit: boolean;
  readonly useRemoteGateways: boolean;
}): string => [half.allowAccess, half.allowForwarded, half.allowTransit, half.useRemoteGateways].join();

/** A step ends once, whoever led it there and however often its record was tried. */
const oneOutcomeEach: Check = ({ audit, applies }) => {
  const times = new Map<string, number>();
  for (const { deed, applyId, subject } of audit) {
    if (deed === 'outcome') times.set(`${applyId} ${resourceKey(subject)}`, (times.get(`${applyId} ${resourceKey(subject)}`) ?? 0) + 1);
  }
  return applies.flatMap(({ id, plan }) =>
    [...new Set(plan.plan.steps.map(({ half }) => resourceKey(half.id)))].flatMap((key) => {
      const steps = plan.plan.steps.filter(({ half }) => resourceKey(half.id) === key).length;
      return (times.get(`${id} ${key}`) ?? 0) > steps ? [`I12 ${key} has more outcomes than steps in the apply ${id}`] : [];
    }),
  );
};

const auditIsWhole: Check = ({ isAuditWhole }) => (isAuditWhole ? [] : ['I12 the chain of the audit is broken']);

const CHECKS: readonly Check[] = [
  acknowledgedIsKept,
  intentComesFirst,
  oneWriteAtATime,
  onlyWhatIsPlanned,
  doneOnce,
  successIsTrue,
  oneOutcomeEach,
  auditIsWhole,
];
