import { OPTIONS_FOR } from '@peerscape/shared/goals';
import type { OptionFlags } from '../../lib/state/option-switches.ts';

/** A common use of a peering that needs options on both halves. */
export interface OptionPreset {
  readonly id: 'gateway' | 'appliance';
  /** Returns the label of the switch, with VNet names between backticks. */
  readonly label: (hub: string, spoke: string, isHub: boolean) => string;
  /** Returns the note shown while the preset is on. */
  readonly note: (hub: string, spoke: string) => string;
}

export const OPTION_PRESETS: readonly OptionPreset[] = [
  {
    id: 'gateway',
    label: (hub, spoke) => `\`${spoke}\` uses \`${hub}\`’s gateway`,
    note: (hub, spoke) => `\`${spoke}\` and the networks that \`${hub}\` reaches over VPN or ExpressRoute can then reach each other.`,
  },
  {
    id: 'appliance',
    label: (hub, spoke, isHub) =>
      `\`${spoke}\` reaches ${isHub ? 'other spokes' : 'other VNets'} through the firewall or appliance in \`${hub}\``,
    note: (_, spoke) => `Route tables must send traffic from \`${spoke}\` to the appliance. This plan does not change route tables.`,
  },
];

/** Options of both halves, by the role of the owner. */
export interface PairOptions {
  readonly hub: OptionFlags;
  readonly spoke: OptionFlags;
}

/** Options that a preset turns on for one half. */
type RequiredOptions = Partial<Record<keyof OptionFlags, true>>;

/** Returns true when both halves have all options of the preset. */
export const isPresetOn = ({ id }: OptionPreset, { hub, spoke }: PairOptions): boolean =>
  hasAll(OPTIONS_FOR[id].hub, hub) && hasAll(OPTIONS_FOR[id].spoke, spoke);

const optionNames = (options: RequiredOptions): (keyof OptionFlags)[] => Object.keys(options) as (keyof OptionFlags)[];

const hasAll = (options: RequiredOptions, flags: OptionFlags): boolean => optionNames(options).every((option) => flags[option]);

/** Turns the options of a preset on or off in both halves. */
export function setPreset({ id }: OptionPreset, isOn: boolean, { hub, spoke }: PairOptions): PairOptions {
  const toFlags = (options: RequiredOptions) => Object.fromEntries(optionNames(options).map((option) => [option, isOn]));
  return { hub: { ...hub, ...toFlags(OPTIONS_FOR[id].hub) }, spoke: { ...spoke, ...toFlags(OPTIONS_FOR[id].spoke) } };
}
