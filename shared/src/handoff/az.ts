import { namedFlags } from './flags.ts';
import { azList, azString, pythonList } from './quote.ts';
import type { Step } from './steps.ts';

/** One command of az: the words that name it, then its options. */
export interface AzCommand {
  readonly words: readonly string[];
  readonly options: readonly (readonly [name: string, value: string])[];
}

/** Stands where the name of a half belongs that may not be read here; no half can be called so. */
export const UNKNOWN_NAME = '<name of the half>';

/**
 * The command that does the step. A new half says all of its settings, because az does not share Azure's default for access. `update` has no
 * options for settings, only `--set` with ARM's names; az reads the half before it writes, so what is not set stays as it is
 * (azure-cli, network/aaz/latest/network/vnet/peering).
 */
export function azCommand(step: Step): AzCommand {
  const { action, near, name } = step;
  return {
    words: ['az', 'network', 'vnet', 'peering', action],
    options: [...vnetOptions(near), ['name', azString(name ?? UNKNOWN_NAME)], ...settings(step)],
  };
}

function settings({ action, far, asked, flags }: Step): readonly (readonly [string, string])[] {
  if (action === 'update') return namedFlags(asked).map(({ arm, value }) => ['set', `${arm}=${inSet(value)}`]);
  if (action !== 'create') return [];
  return [['remote-vnet', azString(far.id)], ...namedFlags(flags).map(({ az, value }) => [az, inOption(value)] as const)];
}

const inOption = (value: boolean | readonly string[]): string => (typeof value === 'boolean' ? String(value) : azList(value));
const inSet = (value: boolean | readonly string[]): string => (typeof value === 'boolean' ? String(value) : pythonList(value));

/** The command that lists the halves of a VNet, for who must find the name of one. */
export const azListCommand = ({ near }: Step): AzCommand => ({
  words: ['az', 'network', 'vnet', 'peering', 'list'],
  options: [...vnetOptions(near), ['output', 'table']],
});

const vnetOptions = ({ subscriptionId, resourceGroup, name }: Step['near']): (readonly [string, string])[] => [
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
