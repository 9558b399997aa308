import { createProblem, type Problem, type Status } from '@peerscape/shared/api';
import { runRules } from '@peerscape/shared/health';
import { type Intent, makePlan } from '@peerscape/shared/plan';
import { ABSENCE_REASONS, buildTopology, type Snapshot, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import { loadWorld, readWorld, visibleRows } from '@peerscape/shared/world';
import { indexFindings, toFindingMarks } from '../../lib/state/findings.ts';
import { createMute, findMuted, type Mute } from '../../lib/state/mutes.ts';
import type { DraftHandle } from '../../lib/state/use-draft.tsx';
import type { Health } from '../../lib/state/use-health.ts';
import { ignore } from './specimen.ts';

/** Returns the rows that a reader of the fixture can see. */
export function rowsOf(spec: string): TopologyRows {
  const world = spec.includes('\n') ? readWorld(spec) : loadWorld(spec);
  if (!world.ok) throw new Error(world.problem);
  return visibleRows(world.value);
}

export const CONTOSO_ROWS = rowsOf('contoso');
export const CONTOSO = buildTopology(CONTOSO_ROWS);

/** A peering for each half status, named after it, and a VNet for each reason of absence. */
const STATUS_WORLD = `# Half statuses
subscription contoso-network
in sub=contoso-network region=westeurope rg=rg-network
vnet hub 10.0.0.0/16 gateway=Vpn firewall=10.0.1.4
vnet connected 10.1.0.0/16
vnet out-of-sync 10.2.0.0/16 10.12.0.0/16
vnet access-off 10.3.0.0/16
vnet initiated 10.4.0.0/16
vnet disconnected 10.5.0.0/16
vnet other 10.6.0.0/16
vnet unknown 10.7.0.0/16 hidden
vnet not-in-file 10.8.0.0/16 hidden
vnet not-found 10.9.0.0/16 hidden
vnet no-permission 10.10.0.0/16 hidden
vnet other-tenant 10.11.0.0/16 hidden
vnet virtual-hub 10.13.0.0/16 hidden
hub <-> connected transit forwarded | use-gateways forwarded
hub -> out-of-sync Connected learned=10.2.0.0/16
out-of-sync -> hub Connected
hub <-> access-off no-access
initiated -> hub Initiated
disconnected -> hub Disconnected
hub <-> other
hub -> unknown Connected
hub -> not-in-file Connected
hub -> not-found Disconnected
hub -> no-permission Connected
hub -> other-tenant Initiated
hub -> virtual-hub Connected
`;

const isHalfOf = (id: string, vnet: string) => id.toLowerCase().includes(`/virtualnetworks/${vnet}/`);

/** Rows of the fixture with properties that its format cannot express: an unknown state, and reasons of absence. */
function statusRows(): TopologyRows {
  const rows = rowsOf(STATUS_WORLD);
  return {
    ...rows,
    halves: rows.halves.map((half) => (isHalfOf(half.id, 'other') ? { ...half, state: 'Suspended' } : half)),
    absentVNets: rows.halves.flatMap(({ remoteId }) => {
      const reason = ABSENCE_REASONS.find((one) => remoteId.endsWith(`/${one}`));
      return reason ? [{ id: remoteId, reason }] : [];
    }),
  };
}

export const STATUSES: Topology = buildTopology(statusRows());

/** Returns the VNet or ghost with that name. */
export function nodeNamed(topology: Topology, name: string) {
  const node = [...topology.vnets.values(), ...topology.ghosts.values()].find((one) => one.name === name);
  if (!node) throw new Error(`The fixture has no VNet ${name}`);
  return node;
}

const READ_AT = new Date(Date.now() - 4 * 60_000).toISOString();

export const SNAPSHOT: Snapshot = {
  format: 1,
  revision: 1,
  readAt: READ_AT,
  source: { kind: 'azure', name: 'contoso.onmicrosoft.com' },
  unread: [],
  rows: CONTOSO_ROWS,
};

export const READ_ERRORS: Snapshot['unread'] = [
  {
    scope: '/subscriptions/0f5c1b7e-0000-4000-8000-000000000001',
    name: 'contoso-data',
    code: 'AuthorizationFailed',
    message:
      "The client '4f6c' with object id '4f6c' does not have authorization to perform action 'Microsoft.Network/virtualNetworks/read' over scope '/subscriptions/0f5c1b7e-0000-4000-8000-000000000001'.",
  },
];

const STORE = { kind: 'file', bytes: 4_260_000, retentionDays: null, problem: null } as const;

export const STATUS: Status = {
  version: '0.1.0',
  source: { kind: 'azure', name: 'contoso.onmicrosoft.com' },
  tenant: { id: '5f2d6a1e-77c0-4f0e-9d36-2f1f5a0c9b11', domain: 'contoso.onmicrosoft.com' },
  changes: { mode: 'allowed', serial: 1, running: [] },
  store: STORE,
  snapshot: { revision: 1, readAt: READ_AT },
  reading: null,
  problem: null,
};

export const READ_ONLY_STATUS: Status = {
  ...STATUS,
  changes: { ...STATUS.changes, mode: 'read-only', confirm: 'contoso.onmicrosoft.com' },
};

export const PROBLEMS = {
  storeFull: createProblem('store-unavailable', {
    title: 'The data store cannot be written: the disk is full',
    detail:
      'The data store in /home/ann/.local/share/peerscape/azure-management-azure-com-72f988bf: Free some space, or choose another folder with --data. Until then, Peerscape is read-only and deployments are paused; they continue by themselves.',
  }),
  unreachable: createProblem('unreachable', {
    detail: 'getaddrinfo ENOTFOUND management.azure.com. Check the network connection and the proxy.',
  }),
  denied: createProblem('azure-denied', {
    detail: 'The identity needs the Reader role on the subscription.',
    arm: {
      code: 'AuthorizationFailed',
      message: "The client does not have authorization to perform action 'Microsoft.Network/virtualNetworks/read'.",
    },
  }),
  throttled: createProblem('azure-unavailable', {
    retryAt: new Date(Date.now() + 42 * 60_000).toISOString(),
    detail: 'Too many requests in a short time. Peerscape retries automatically',
    arm: {
      code: 'TooManyRequests',
      message: 'The request is being throttled as the limit has been reached for operation type - Read_ObservationWindow_00:05:00.',
    },
  }),
  internal: { ...createProblem('internal'), requestId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' },
} as const satisfies Readonly<Record<string, Problem>>;

/** Changes are allowed, and nothing can be stored. */
export const OUTAGE_STATUS: Status = { ...STATUS, store: { ...STORE, problem: PROBLEMS.storeFull } };

/** Creates a draft that does not change. */
export const createFixedDraft = (topology: Topology, intents: readonly Intent[], more: Partial<DraftHandle> = {}): DraftHandle => ({
  intents,
  version: 1,
  replacements: 0,
  plan: makePlan(topology, intents),
  planned: new Map(),
  add: ignore,
  remove: ignore,
  clear: ignore,
  undo: ignore,
  redo: ignore,
  refresh: ignore,
  canUndo: intents.length > 0,
  canRedo: false,
  ...more,
});

/** Creates the result of the checks on a topology, with these mutes. */
export function createHealth(topology: Topology, active: readonly Mute[] = [], more: Partial<Health> = {}): Health {
  const report = runRules(topology);
  const muted = findMuted(report.findings, active);
  const visible = report.findings.filter(({ id }) => !muted.has(id));
  return {
    report,
    isRunning: false,
    fault: undefined,
    all: indexFindings(report.findings, topology),
    visible: indexFindings(visible, topology),
    marks: toFindingMarks(visible, topology),
    muted,
    mutes: { active, add: ignore, remove: ignore, notice: undefined },
    isWriting: false,
    ...more,
  };
}

/** Mutes the findings of a rule. */
export const muteOf = (code: string): Mute =>
  createMute({ kind: 'code', code }, `All findings of this rule: ${code}`, 'Accepted until the migration in March', 30, Date.now());
