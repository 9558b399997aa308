import { listNamedFlags } from './flags.ts';
import { azList, azString, pythonList } from './quote.ts';
import type { HandOffStep } from './steps.ts';

/** An az command: its name, then its options. */
export interface AzCommand {
  readonly path: readonly string[];
  readonly options: readonly (readonly [name: string, value: string])[];
}

/** Placeholder for the name of a half that cannot be read; it is not a valid name. */
export const NAME_PLACEHOLDER = '<name of the half>';

/**
 * Creates the command for a step. A new half gets all of its settings, because az has another default for access than Azure. `update` has no
 * options for settings, only `--set` with ARM’s names; az reads the half before it writes, so other settings do not change
 * (azure-cli, network/aaz/latest/network/vnet/peering).
 */
export function azCommand(step: HandOffStep): AzCommand {
  const { action, local, name } = step;
  return {
    path: ['az', 'network', 'vnet', 'peering', action],
    options: [...vnetOptions(local), ['name', azString(name ?? NAME_PLACEHOLDER)], ...settings(step)],
  };
}

function settings({ action, remote, requested, flags }: HandOffStep): readonly (readonly [string, string])[] {
  if (action === 'update') return listNamedFlags(requested).map(({ arm, value }) => ['set', `${arm}=${formatSet(value)}`]);
  if (action !== 'create') return [];
  return [['remote-vnet', azString(remote.id)], ...listNamedFlags(flags).map(({ az, value }) => [az, formatOption(value)] as const)];
}

const formatOption = (value: boolean | readonly string[]): string => (typeof value === 'boolean' ? String(value) : azList(value));
const formatSet = (value: boolean | readonly string[]): string => (typeof value === 'boolean' ? String(value) : pythonList(value));

/** Creates the command that lists the halves of a VNet, to find the name of one. */
export const azListCommand = ({ local }: HandOffStep): AzCommand => ({
  path: ['az', 'network', 'vnet', 'peering', 'list'],
  options: [...vnetOptions(local), ['output', 'table']],
});

const vnetOptions = ({ subscriptionId, resourceGroup, name }: HandOffStep['local']): (readonly [string, string])[] => [
  ['subscription', subscriptionId],
  ['resource-group', azString(resourceGroup)],
  ['vnet-name', azString(name)],
];

/** Returns the arguments of a command. Values follow `=`, so that a value that starts with a dash is not taken for an option. */
export const argumentsOf = ({ path, options }: AzCommand): readonly string[] => [
  ...path.slice(1),
  ...options.map(([name, value]) => `--${name}=${value}`),
];

/** Formats the command on one line, for a comment. */
export const onOneLine = (command: AzCommand, quote: (text: string) => string): string =>
  [...command.path, ...command.options.map(([name, value]) => quote(`--${name}=${value}`))].join(' ');
