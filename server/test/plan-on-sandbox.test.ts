import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { runRules } from '@peerscape/shared/health';
import { applyPlan, type Intent, makePlan, type Plan, type Step, undoPlan } from '@peerscape/shared/plan';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';
import { loadWorld, visibleRows } from '@peerscape/shared/world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Planner and sandbox were written independently; this test verifies them against each other. */
const named = loadWorld('contoso');
if (!named.ok) throw new Error(named.problem);
const fixture = named.value;
const rows = visibleRows(fixture);

let sandbox: Sandbox;
const dataDir = mkdtempSync(join(tmpdir(), 'plan-'));
beforeAll(async () => {
  sandbox = await startSandbox({ world: fixture, dataDir, httpPort: 0 });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(dataDir, { recursive: true });
});

async function request(method: string, path: string, body?: object) {
  const response = await fetch(`${sandbox.httpEndpoint}${encodeURI(path)}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
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

/** Sends the plan to the sandbox step by step. Returns the rejected writes. */
async function apply({ steps }: Plan): Promise<string[]> {
  const rejections: string[] = [];
  for (const step of steps) {
    const query = `?api-version=2025-05-01${step.action === 'sync' ? '&syncRemoteAddressSpace=true' : ''}`;
    const isDelete = step.action === 'delete';
    const { status, text } = await request(
      isDelete ? 'DELETE' : 'PUT',
      `${step.half.id}${query}`,
      isDelete ? undefined : { properties: propertiesOf(step) },
    );
    if (status >= 400) rejections.push(`${step.action} ${step.half.name}: ${text}`);
  }
  return rejections;
}

/** Lists the halves in the sandbox, each with its state, sync level and options. */
async function listHalves(): Promise<string[]> {
  const lists = await Promise.all(rows.vnets.map(({ id }) => request('GET', `${id}/virtualNetworkPeerings?api-version=2025-05-01`)));
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

const formatHalves = ({ halves }: TopologyRows): string[] =>
  halves
    .map(({ id, state, sync, allowAccess, allowForwarded, allowTransit, useRemoteGateways }) =>
      [id, state, sync, allowAccess, allowForwarded, allowTransit, useRemoteGateways].join(' '),
    )
    .sort();

describe('applying the plan that repairs contoso', () => {
  const findings = runRules(buildTopology(rows)).findings.filter(({ code }) => /^VNP(1\d\d|30[123]|401|402)$/.test(code));
  const plan = makePlan(
    rows,
    findings.map(({ remedy }): Intent => ({ kind: 'changes', changes: remedy })),
  );
  const after = applyPlan(rows, plan);

  it('has no rejected writes and the predicted result; so does its undo', async () => {
    expect(await apply(plan)).toEqual([]);
    expect(await listHalves()).toEqual(formatHalves(after));
    const undo = undoPlan(buildTopology(after), plan);
    expect(undo.blockers).toEqual([]);
    expect(await apply(undo)).toEqual([]);
    expect((await listHalves()).map((line) => line.split(' ')[0])).toEqual(formatHalves(rows).map((line) => line.split(' ')[0]));
  });
});
