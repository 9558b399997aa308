import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { runRules } from '@peerscape/shared/health';
import type { Plan, Step } from '@peerscape/shared/plan';
import { buildTopology, type HalfRow, type TopologyRows } from '@peerscape/shared/topology';
import { readWorld } from '@peerscape/shared/world';
import { type AzureConnection, openAzure } from '../src/azure/index.ts';
import { systemClock } from '../src/clock.ts';
import { CLOUDS } from '../src/clouds.ts';
import { createAzureReader } from '../src/work/read-azure.ts';

/** A sandbox in this process, read and written through the ports of the product: compares what plans predict with what Azure shows. */
export interface PlanBench {
  readonly sandbox: Sandbox;
  /** Replaces the content of the sandbox with a fixture and returns the rows that the product reads. */
  seed(text: string): Promise<TopologyRows>;
  read(): Promise<TopologyRows>;
  /** Sends the steps in order, and returns the rejected ones with ARM’s code. */
  send(plan: Pick<Plan, 'steps'>): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function createPlanBench(): Promise<PlanBench> {
  const folder = mkdtempSync(join(tmpdir(), 'plan-bench-'));
  const sandbox = await startSandbox({ world: toFixture('vnet first 10.0.0.0/16'), dataDir: folder, httpPort: 0 });
  const azure = await connect(sandbox);
  const reader = createAzureReader(azure.readPort, systemClock);
  const read = async () => (await reader.read({ report: () => {}, isFirst: true, signal: new AbortController().signal })).rows;
  return {
    sandbox,
    read,
    seed: async (text) => {
      const response = await fetch(`${sandbox.httpEndpoint}/_sandbox/seed`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      });
      if (!response.ok) throw new Error(await response.text());
      return read();
    },
    send: async ({ steps }) => {
      const rejected: string[] = [];
      for (const step of steps) rejected.push(...(await sendStep(azure, step)));
      return rejected;
    },
    close: async () => {
      await sandbox.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Parses a fixture; throws if it is invalid. */
export function toFixture(text: string) {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return world.value;
}

function connect({ endpoint, caPem: ca, token }: Sandbox): Promise<AzureConnection> {
  const { scope, authority } = CLOUDS.public;
  return openAzure({ endpoint, ca, token, scope, authority, clock: systemClock, random: () => 0, mayWrite: () => true });
}

async function sendStep({ halves }: AzureConnection, { action, half, write, id }: Step): Promise<readonly string[]> {
  const outcome = await halves.send({ action, id: half.id, write, attemptId: id });
  return outcome.kind === 'accepted' ? [] : [`${id}: ${outcome.problem.title} ${outcome.problem.detail ?? ''}`];
}

/** Returns what the rules find, one line each. */
export const findingsOf = (rows: TopologyRows): readonly string[] =>
  runRules(buildTopology(rows))
    .findings.map(({ id }) => id)
    .sort();

/** Returns the state, sync level and prefixes of each half, one line each. */
export const formatHalves = ({ halves }: Pick<TopologyRows, 'halves'>): readonly string[] => halves.map(formatHalf).sort();

const formatHalf = ({ id, state, sync, remoteLearned, remoteCurrent }: HalfRow): string =>
  `${id.split('/virtualNetworks/')[1]} ${state} ${sync} ${[remoteLearned, remoteCurrent].map((list = []) => [...list].sort().join(',')).join(' | ')}`;
