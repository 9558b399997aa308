import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { runRules } from '@peerscape/shared/health';
import { applyPlan, type Intent, makePlan, type Plan, type Step, undoPlan } from '@peerscape/shared/plan';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';
import { visibleRows, worldNamed } from '@peerscape/shared/world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The plan and the sandbox were written by themselves; here each is held against the other. */
const named = worldNamed('contoso');
if (!named.ok) throw new Error(named.problem);
const world = named.value;
const rows = visibleRows(world);

let sandbox: Sandbox;
const dataDir = mkdtempSync(join(tmpdir(), 'plan-'));
beforeAll(async () => {
  sandbox = await startSandbox({ world, dataDir, httpPort: 0 });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(dataDir, { recursive: true });
});

async function ask(method: string, path: string, body?: object) {
  const reply = await fetch(`${sandbox.httpEndpoint}${encodeURI(path)}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: reply.status, text: await reply.text() };
}

function propertiesOf({ write }: Step): object {
  return {
    remoteVirtualNetwork: { id: write?.remoteId },
    allowVirtualNetworkAccess: write?.allowAccess,
    allowForwardedTraffic: write?.allowForwarded,
    allowGatewayTransit: write?.allowTransit,
    useRemoteGateways: write?.useRemoteGateways,
    doNotVerifyRemoteGateways: write?.doNotVerifyRemoteGateways,
    peerCompleteVnets: write?.completeVnets,
  };
}

/** What the sandbox refused of the plan, step by step. */
async function refused({ steps }: Plan): Promise<string[]> {
  const refusals: string[] = [];
  for (const step of steps) {
    const query = `?api-version=2025-05-01${step.action === 'sync' ? '&syncRemoteAddressSpace=true' : ''}`;
    const isDelete = step.action === 'delete';
    const { status, text } = await ask(
      isDelete ? 'DELETE' : 'PUT',
      `${step.half.id}${query}`,
      isDelete ? undefined : { properties: propertiesOf(step) },
    );
    if (status >= 400) refusals.push(`${step.action} ${step.half.name}: ${text}`);
  }
  return refusals;
}

/** The halves as the sandbox shows them, each with its state, sync level and options. */
async function shown(): Promise<string[]> {
  const lists = await Promise.all(rows.vnets.map(({ id }) => ask('GET', `${id}/virtualNetworkPeerings?api-version=2025-05-01`)));
  return lists
    .flatMap(({ text }) => JSON.parse(text).value as { id: string; properties: Record<string, unknown> }[])
    .map(({ id, properties: p }) =>
      [
        id,
        p.peeringState,
        p.peeringSyncLevel,
        p.allowVirtualNetworkAccess,
        p.allowForwardedTraffic,
        p.allowGatewayTransit,
        p.useRemoteGateways,
      ].join(' '),
    )
    .sort();
}

const predicted = ({ halves }: TopologyRows): string[] =>
  halves
    .map(({ id, state, sync, allowAccess, allowForwarded, allowTransit, useRemoteGateways }) =>
      [id, state, sync, allowAccess, allowForwarded, allowTransit, useRemoteGateways].join(' '),
    )
    .sort();

describe('the plan that mends contoso, carried out', () => {
  const findings = runRules(buildTopology(rows)).findings.filter(({ code }) => /^VNP(1\d\d|30[123]|401|402)$/.test(code));
  const plan = makePlan(
    rows,
    findings.map(({ remedy }): Intent => ({ kind: 'changes', changes: remedy })),
  );
  const after = applyPlan(rows, plan);

  it('is refused nowhere and leaves what was foretold; so does its undo', async () => {
    expect(await refused(plan)).toEqual([]);
    expect(await shown()).toEqual(predicted(after));
    const undo = undoPlan(buildTopology(after), plan);
    expect(undo.blockers).toEqual([]);
    expect(await refused(undo)).toEqual([]);
    expect((await shown()).map((line) => line.split(' ')[0])).toEqual(predicted(rows).map((line) => line.split(' ')[0]));
  });
});
