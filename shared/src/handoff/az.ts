import { namedFlags } from './flags.ts';
import { azList } from './quote.ts';
import type { Step } from './steps.ts';

/** One command of az: the words that name it, then its options. */
export interface AzCommand {
  readonly words: readonly string[];
  readonly options: readonly (readonly [name: string, value: string])[];
}

/** Stands where the name of a half belongs that may not be read here; no half can be called so. */
export const UNKNOWN_NAME = '<name of the half>';

/**
 * The command that does the step. az reads the half before it updates or syncs it, so options that are left out stay as they are; for a
 * new half all are said, because az does not share Azure's default for access.
 */
export function azCommand({ action, near, far, name, asked, flags }: Step): AzCommand {
  const settings = action === 'create' ? flags : action === 'update' ? asked : {};
  return {
    words: ['az', 'network', 'vnet', 'peering', action],
    options: [
      ...vnetOptions(near),
      ['name', name ?? UNKNOWN_NAME],
      ...(action === 'create' ? [['remote-vnet', far.id] as const] : []),
      ...namedFlags(settings).map(({ az, value }) => [az, typeof value === 'boolean' ? String(value) : azList(value)] as const),
    ],
  };
}

/** The command that lists the halves of a VNet, for who must find the name of one. */
export const azListCommand = ({ near }: Step): AzCommand => ({
  words: ['az', 'network', 'vnet', 'peering', 'list'],
  options: [...vnetOptions(near), ['output', 'table']],
});

const vnetOptions = ({ subscriptionId, resourceGroup, name }: Step['near']): (readonly [string, string])[] => [
  ['subscription', subscriptionId],
  ['resource-group', resourceGroup],
  ['vnet-name', name],
];

/** The arguments of a command. A value stays behind its `=`, so that one which begins with a dash is no option. */
export const argumentsOf = ({ words, options }: AzCommand): readonly string[] => [
  ...words.slice(1),
  ...options.map(([name, value]) => `--${name}=${value}`),
];

/** The command on one line, for a comment. */
export const onOneLine = (command: AzCommand, quote: (text: string) => string): string =>
  [...command.words, ...command.options.map(([name, value]) => quote(`--${name}=${value}`))].join(' ');
