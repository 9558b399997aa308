import type { Sandbox } from '@peerscape/sandbox';
import type { ApplyDocument, AuditEntry } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';

/** One write as recorded by the sandbox. */
export interface RecordedWrite {
  readonly method: string;
  /** ARM id of the half. */
  readonly id: string;
  readonly status: number;
  /** The write was carried out, even if its response was lost. */
  readonly isExecuted: boolean;
  /** Time of the request, ISO 8601. */
  readonly time: string;
  /** Duration until the response, or until the end of the operation if one was accepted. */
  readonly durationMs: number;
  readonly clientRequestId: string | null;
}

/** Returns the writes of halves that the sandbox received, and the halves that it has. */
export function readSandbox({ context: { store, transcript } }: Sandbox): Pick<History, 'writes' | 'halves'> {
  // How long the sandbox takes for an accepted operation. Its clock has a resolution of one millisecond.
  const operationMs = 'peeringMs' in store.operationTiming ? store.operationTiming.peeringMs - 2 : 0;
  const writes = transcript.lines
    .filter(({ method }) => method === 'PUT' || method === 'DELETE')
    .map((line) => ({
      ...line,
      id: new URL(line.url, 'https://arm').pathname,
      isExecuted: line.executedAt !== null,
      durationMs: Math.max(
        line.durationMs,
        line.executedAt === null ? 0 : Date.parse(line.executedAt) - Date.parse(line.time) + operationMs,
      ),
    }));
  return { writes, halves: new Map([...store.halves.values()].map((half) => [resourceKey(half.id), optionsOf(half)])) };
}

/** Everything known about a test run: writes recorded by the sandbox, acknowledged applies, and the audit log. */
export interface History {
  readonly writes: readonly RecordedWrite[];
  readonly audit: readonly AuditEntry[];
  readonly isAuditIntact: boolean;
  readonly applies: readonly ApplyDocument[];
  /** Ids of applies that the server acknowledged. */
  readonly acknowledged: readonly string[];
  /** Halves in the sandbox at the end: options as text, by resource key. */
  readonly halves: ReadonlyMap<string, string>;
}

/** Returns the violations of the guarantees in reliability §5 (I1 to I7 and I12); empty when there are none. */
export function findViolations(history: History): readonly string[] {
  return CHECKS.flatMap((check) => check(history));
}

type Check = (history: History) => readonly string[];

const checkAcknowledged: Check = ({ acknowledged, applies }) =>
  acknowledged.filter((id) => !applies.some((apply) => apply.id === id)).map((id) => `I1 the apply ${id} was acknowledged but is lost`);

const checkAttemptFirst: Check = ({ writes, audit }) =>
  writes.flatMap(({ clientRequestId, id, time, method }) => {
    const attempt = audit.find(({ deed, attemptId }) => deed === 'write' && attemptId !== null && attemptId === clientRequestId);
    if (!attempt) return [`I2 ${method} ${id} was sent without a recorded attempt`];
    return Date.parse(attempt.at) > Date.parse(time) + CLOCK_MS ? [`I2 ${method} ${id} was sent before its attempt was recorded`] : [];
  });

/** Tolerance in milliseconds between two readings of this machine's clock. */
const CLOCK_MS = 2;

const checkNoOverlap: Check = ({ writes, audit }) => {
  const spans = writes.map((write) => ({ write, start: Date.parse(write.time), end: Date.parse(write.time) + write.durationMs }));
  return spans.flatMap((one, i) =>
    spans
      .slice(i + 1)
      .filter(
        (other) => one.start < other.end && other.start < one.end && vnetsOf(one.write).some((vnet) => vnetsOf(other.write).includes(vnet)),
      )
      .map((other) => `I3 ${one.write.id} and ${other.write.id} were written at the same time`),
  );

  function vnetsOf({ clientRequestId, id }: RecordedWrite): readonly string[] {
    const step = audit.find(({ deed, attemptId }) => deed === 'write' && attemptId === clientRequestId);
    const remote = (step?.after as { remoteId?: string } | null)?.remoteId ?? (step?.before as { remoteId?: string } | null)?.remoteId;
    const owner = id.replace(/\/virtualNetworkPeerings\/.*$/i, '');
    return [owner, ...(remote === undefined ? [] : [remote])].map(resourceKey);
  }
};

const checkPlanned: Check = ({ writes, applies }) => {
  const planned = new Set(
    applies.flatMap(({ plan }) => plan.plan.steps.map(({ half, action }) => `${methodOf(action)} ${resourceKey(half.id)}`)),
  );
  return writes
    .filter(({ method, id }) => !planned.has(`${method} ${resourceKey(id)}`))
    .map(({ method, id }) => `I5 ${method} ${id} is not part of a plan`);
};

const methodOf = (action: string): string => (action === 'delete' ? 'DELETE' : 'PUT');

const checkOnce: Check = ({ writes, applies }) => {
  const allowed = new Map<string, number>();
  for (const { plan } of applies) {
    for (const { half, action } of plan.plan.steps) {
      const key = `${methodOf(action)} ${resourceKey(half.id)}`;
      allowed.set(key, (allowed.get(key) ?? 0) + 1);
    }
  }
  const done = new Map<string, number>();
  for (const { method, id, isExecuted } of writes) {
    const key = `${method} ${resourceKey(id)}`;
    if (isExecuted) done.set(key, (done.get(key) ?? 0) + 1);
  }
  return [...done].filter(([key, times]) => times > (allowed.get(key) ?? 0)).map(([key, times]) => `I4 ${key} was executed ${times} times`);
};

/** Checks the last outcome of each half: Azure shows what was reported as done, and what was reported as never sent was not carried out. */
const checkReported: Check = ({ audit, writes, halves }) => {
  const last = new Map(audit.filter(({ deed }) => deed === 'outcome').map((entry) => [resourceKey(entry.subject), entry]));
  const executed = new Set(writes.filter(({ isExecuted }) => isExecuted).map(({ clientRequestId }) => clientRequestId));
  return [...last].flatMap(([id, { text, after, attemptId }]) => {
    if (/^(succeeded|adopted):/.test(text) && halves.get(id) !== (after ? optionsOf(after as Options) : undefined))
      return [`I6 ${id} is reported as done, but differs in Azure`];
    if (/did not reach Azure/.test(text) && executed.has(attemptId)) return [`I6 ${id} is reported as never sent, but was written`];
    return [];
  });
};

interface Options {
  readonly allowAccess: boolean;
  readonly allowForwarded: boolean;
  readonly allowTransit: boolean;
  readonly useRemoteGateways: boolean;
}

/** Returns the options of a half as text, for comparisons. */
export const optionsOf = (half: Options): string =>
  [half.allowAccess, half.allowForwarded, half.allowTransit, half.useRemoteGateways].join();

/** Checks that each step has one outcome, regardless of the server that ran it and of retries. */
const checkOutcomes: Check = ({ audit, applies }) => {
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

/** Checks that no step is quarantined that has sent nothing: it cannot have crashed a server by what it sent. */
const checkQuarantine: Check = ({ audit, applies }) =>
  applies.flatMap(({ id, plan, steps }) =>
    steps
      .filter(({ state }) => state === 'quarantined')
      .flatMap((step) => {
        const half = plan.plan.steps.find((planned) => planned.id === step.id)?.half.id ?? '';
        const isSent = audit.some(
          ({ deed, applyId, subject }) => deed === 'write' && applyId === id && resourceKey(subject) === resourceKey(half),
        );
        return isSent ? [] : [`I7 ${half} was quarantined in the apply ${id}, but never sent`];
      }),
  );

const checkAudit: Check = ({ isAuditIntact }) => (isAuditIntact ? [] : ['I12 the audit log was altered']);

const CHECKS: readonly Check[] = [
  checkAcknowledged,
  checkAttemptFirst,
  checkNoOverlap,
  checkPlanned,
  checkOnce,
  checkReported,
  checkOutcomes,
  checkQuarantine,
  checkAudit,
];
