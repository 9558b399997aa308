import { listNamedFlags } from './flags.ts';
import { azList, azString, pythonList } from './quote.ts';
import type { HandOffStep } from './steps.ts';

/** One command of az: the words that name it, then its options. */
export interface AzCommand {
  readonly words: readonly string[];
  readonly options: readonly (readonly [name: string, value: string])[];
}

/** Stands where the name of a half belongs that may not be read here; no half can be called so. */
export const NAME_PLACEHOLDER = '<name of the half>';

/**
 * The command that does the step. A new half says all of its settings, because az does not share Azure's default for access. `update` has no
 * options for settings, only `--set` with ARM's names; az reads the half before it writes, so what is not set stays as it is
 * (azure-cli, network/aaz/latest/network/vnet/peering).
 */
export function azCommand(step: HandOffStep): AzCommand {
  const { action, local, name } = step;
  return {
    words: ['az', 'network', 'vnet', 'peering', action],
    options: [...vnetOptions(local), ['name', azString(name ?? NAME_PLACEHOLDER)], ...settings(step)],
  };
}

function settings({ action, remote, requested, flags }: HandOffStep): readonly (readonly [string, string])[] {
  if (action === 'update') return listNamedFlags(requested).map(({ arm, value }) => ['set', `${arm}=${inSet(value)}`]);
  if (action !== 'create') return [];
  return [['remote-vnet', azString(remote.id)], ...listNamedFlags(flags).map(({ az, value }) => [az, inOption(value)] as const)];
}

const inOption = (value: boolean | readonly string[]): string => (typeof value === 'boolean' ? String(value) : azList(value));
const inSet = (value: boolean | readonly string[]): string => (typeof value === 'boolean' ? String(value) : pythonList(value));

/** The command that lists the halves of a VNet, for who must find the name of one. */
export const azListCommand = ({ local }: HandOffStep): AzCommand => ({
  words: ['az', 'network', 'vnet', 'peering', 'list'],
  options: [...vnetOptions(local), ['output', 'table']],
});

const vnetOptions = ({ subscriptionId, resourceGroup, name }: HandOffStep['local']): (readonly [string, string])[] => [
  ['subscription', subscriptionId],
  ['resource-group', azString(resourceGroup)],
  ['vnet-name', azString(name)],
];

/** The arguments of a command. A value stays behind its `=`, so that one which begins with a dash is no option. */
export const argumentsOf = ({ words, options }: AzCommand): readonly string[] => [
  ...words.slice(1),
  ...options.map(([name, value]) => `--${name}=${value}`),
];

/** The command on one line, for a comment. */
export const onOneLine = (command: AzCommand, quote: (text: string) => string): string =>
  [...command.words, ...command.options.map(([name, value]) => quote(`--${name}=${value}`))].join(' ');
