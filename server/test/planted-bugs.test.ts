import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { declareFault } from '@peerscape/sandbox';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../src/store/index.ts';
import { ESTATE } from '../src/store/testing/samples.ts';
import type { HalfPort } from '../src/work/ports.ts';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';
import { findViolations } from './history.ts';

/** Tests that the history checker detects bugs of the engine: each is planted between the real engine and its store or Azure. */
interface Bug {
  readonly name: string;
  /** Code of the violation that the checker must report. */
  readonly violation: string;
  /** Fault that Azure has meanwhile. */
  readonly fault?: Readonly<Record<string, unknown>>;
  /** Duration of an operation in Azure. */
  readonly operationMs?: number;
  readonly inStore?: (store: Store) => Partial<Store>;
  readonly inPort?: (port: HalfPort) => Partial<HalfPort>;
}

const LOST_REPLY = { method: 'PUT', effect: 'lost-reply', times: 1 };

const BUGS: readonly Bug[] = [
  { name: 'records no attempt', violation: 'I2', inStore: () => ({ recordAttempt: async () => true }) },
  {
    name: 'records the attempt after the write',
    violation: 'I2',
    inStore: (store) => {
      let recorded: Promise<unknown> = Promise.resolve();
      return {
        recordAttempt: async (...attempt) => {
          recorded = new Promise((resolve) => setTimeout(resolve, 200)).then(() => store.recordAttempt(...attempt));
          return true;
        },
        updateStep: async (...update) => {
          await recorded;
          return store.updateStep(...update);
        },
      };
    },
  },
  {
    name: 'leases no VNets',
    violation: 'I3',
    // so long that the other write begins meanwhile, also on a busy machine
    operationMs: 3000,
    inStore: (store) => ({
      lease: async () => true,
      recordAttempt: async (claim, attempt) => {
        await store.updateStep(claim, attempt.stepId, { ...attempt.change, attemptId: attempt.attemptId }, { audit: attempt.audit });
        return true;
      },
    }),
  },
  {
    name: 'repeats a write without a response at once',
    violation: 'I4',
    fault: LOST_REPLY,
    operationMs: 0,
    inPort: (port) => ({
      send: async (write) => {
        const outcome = await port.send(write);
        return outcome.kind === 'unanswered' ? port.send(write) : outcome;
      },
    }),
  },
  {
    name: 'believes the first 404 after a write',
    violation: 'I4',
    fault: LOST_REPLY,
    operationMs: 0,
    inPort: (port) => {
      const lost = new Set<string>();
      return {
        send: async (write) => {
          const outcome = await port.send(write);
          if (outcome.kind === 'unanswered') lost.add(write.id);
          return outcome;
        },
        readHalf: (id, signal) => port.readHalf(lost.has(id) ? `${id}-missing` : id, signal),
      };
    },
  },
  {
    name: 'writes another half than planned',
    violation: 'I5',
    inPort: (port) => ({ send: (write) => port.send({ ...write, id: `${write.id}-2` }) }),
  },
  {
    name: 'believes that a write without a response was carried out',
    violation: 'I6',
    fault: { method: 'PUT', effect: 'hang-up', times: 1 },
    inPort: (port) => {
      const sent = new Map<string, unknown>();
      return {
        send: (write) => {
          if (write.write) sent.set(write.id, { ...write.write, id: write.id, state: 'Connected', remoteLearned: [] });
          return port.send(write);
        },
        readHalf: async (id, signal) => (sent.has(id) ? { half: sent.get(id) as never } : port.readHalf(id, signal)),
      };
    },
  },
  {
    name: 'records each outcome twice',
    violation: 'I12',
    inStore: (store) => ({
      updateStep: async (claim, stepId, change, effects) => {
        await store.updateStep(claim, stepId, change, effects);
        if (effects?.audit?.deed === 'outcome') await store.addAudit(effects.audit);
      },
    }),
  },
];

let folder: string;
let harness: ChangeHarness;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'planted-bugs-'));
});
afterEach(async () => {
  await harness.close();
  rmSync(folder, { recursive: true });
});

/** Runs two applies with a common VNet at the same time; returns the violations. */
async function run({ fault, operationMs = 150, inStore = () => ({}), inPort = () => ({}) }: Partial<Bug>): Promise<readonly string[]> {
  const store = await openStore({ file: path.join(folder, 'store.db') }, ESTATE);
  harness = await createChangeHarness('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\n', {
    open: async () => ({ ...store, ...inStore(store) }),
    wrap: (port) => ({ ...port, ...inPort(port) }),
    mayReport: () => true,
    timing: { consistencyTimeoutMs: 1500 },
  });
  harness.sandbox.context.store.operationTiming = { by: 'clock', peeringMs: operationMs, vnetMs: 0 };
  if (fault) declareFault(harness.sandbox.context, { path: '/virtualNetworkPeerings/', ...fault });
  const plans = [];
  for (const spoke of ['a', 'b'])
    plans.push(await harness.changes.createPlan([{ kind: 'connect', a: harness.key('hub'), b: harness.key(spoke) }]));
  const applies = [];
  for (const plan of plans) applies.push((await harness.begin(plan)).id);
  for (const id of applies) await harness.waitForEnd(id);
  return findViolations(await harness.history(...applies));
}

describe('the history of an engine', () => {
  test.each([undefined, LOST_REPLY])('without a planted bug has no violations (fault: %j)', async (fault) => {
    expect(await run(fault ? { fault } : {})).toEqual([]);
  });

  test.each(BUGS)('that $name has the violation $violation', async (bug) => {
    expect((await run(bug)).join('\n')).toContain(`${bug.violation} `);
  });
});
