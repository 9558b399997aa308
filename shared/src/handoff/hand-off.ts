import type { Change, Topology } from '../topology/index.ts';
import { formatBicep } from './bicep.ts';
import { describeHandOffStep } from './describe-hand-off.ts';
import { type Role, requiredRole } from './role.ts';
import { formatBash, formatPowerShell } from './scripts.ts';
import { type Setting, settingsOf } from './settings.ts';
import { type HandOffStep, stepsOf, type VNetReference } from './steps.ts';
import { allCrossedTenants } from './tenants.ts';
import { formatTerraform } from './terraform.ts';

/** The instructions for someone else to make the changes. */
export interface HandOff {
  /** The owner who must make the changes: `the owner of partner (resource group rg-net, subscription fabrikam)`. */
  readonly who: string;
  /** The changes as sentences, in order. */
  readonly sentence: string;
  readonly settings: readonly Setting[];
  readonly role: Role;
  readonly bash: string;
  readonly powershell: string;
  readonly bicep: string;
  readonly terraform: string;
}

/** Creates the instructions as text and as code, in an order that Azure accepts. Contains full resource IDs; names are quoted for each language. */
export function handOffTexts(topology: Topology, changes: readonly Change[]): HandOff {
  const steps = stepsOf(topology, changes);
  return {
    who: ownersOf(steps),
    sentence: steps.map((step) => `${describeHandOffStep(step)}.`).join(' '),
    settings: steps.flatMap(settingsOf),
    role: requiredRole(steps),
    bash: formatBash(steps),
    powershell: formatPowerShell(steps),
    bicep: formatBicep(steps),
    terraform: formatTerraform(steps),
  };
}

function ownersOf(steps: readonly HandOffStep[]): string {
  const vnets = new Map(steps.map(({ local }) => [local.id.toLowerCase(), local]));
  const crossesTenants = allCrossedTenants(steps).length > 0;
  const placeOf = ({ resourceGroup, subscription, tenantId }: VNetReference): string =>
    `resource group ${resourceGroup}, subscription ${subscription}${crossesTenants && tenantId !== undefined ? `, tenant ${tenantId}` : ''}`;
  const owned = [...vnets.values()].map((vnet) => `${vnet.name} (${placeOf(vnet)})`);
  return owned.length === 0 ? '' : `the owner of ${owned.join(' and of ')}`;
}
