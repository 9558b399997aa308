import type { Change, Topology } from '../topology/index.ts';
import { bicepText } from './bicep.ts';
import { type Role, roleFor } from './role.ts';
import { sayStep } from './say.ts';
import { bashText, powershellText } from './scripts.ts';
import { type Setting, settingsOf } from './settings.ts';
import { type Step, stepsOf } from './steps.ts';
import { terraformText } from './terraform.ts';

/** Everything that somebody else needs to make the changes. */
export interface HandOff {
  /** Who must do it: `the owner of partner (resource group rg-net, subscription fabrikam)`. */
  readonly who: string;
  /** What they must do, in order. */
  readonly sentence: string;
  readonly settings: readonly Setting[];
  readonly role: Role;
  readonly bash: string;
  readonly powershell: string;
  readonly bicep: string;
  readonly terraform: string;
}

/** The changes as words and as code, in an order that Azure accepts. Ids stand whole; every name is quoted for where it stands. */
export function handOffTexts(topology: Topology, changes: readonly Change[]): HandOff {
  const steps = stepsOf(topology, changes);
  return {
    who: ownersOf(steps),
    sentence: steps.map((step) => `${sayStep(step)}.`).join(' '),
    settings: steps.flatMap(settingsOf),
    role: roleFor(steps),
    bash: bashText(steps),
    powershell: powershellText(steps),
    bicep: bicepText(steps),
    terraform: terraformText(steps),
  };
}

function ownersOf(steps: readonly Step[]): string {
  const places = new Map(steps.map(({ near }) => [near.id.toLowerCase(), near]));
  const owned = [...places.values()].map(
    ({ name, resourceGroup, subscription }) => `${name} (resource group ${resourceGroup}, subscription ${subscription})`,
  );
  return owned.length === 0 ? '' : `the owner of ${owned.join(' and of ')}`;
}
