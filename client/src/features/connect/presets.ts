import { OPTIONS_FOR } from '@peerscape/shared/goals';
import type { OptionFlags } from '../../lib/state/option-wishes.ts';

/** A wish of people that takes options of both halves. */
export interface Preset {
  readonly id: 'gateway' | 'appliance';
  /** Names stand between backticks. */
  readonly wish: (hub: string, spoke: string) => string;
  readonly note: (hub: string, spoke: string) => string;
}

export const PRESETS: readonly Preset[] = [
  {
    id: 'gateway',
    wish: (hub, spoke) => `\`${spoke}\` uses the gateway of \`${hub}\``,
    note: (hub, spoke) => `\`${spoke}\` then reaches, and is reached by, what \`${hub}\` reaches by VPN or ExpressRoute.`,
  },
  {
    id: 'appliance',
    wish: (hub, spoke) => `\`${spoke}\` reaches other spokes through the firewall or appliance in \`${hub}\``,
    note: (_, spoke) => `Route tables must send the traffic of \`${spoke}\` there; this plan changes no route table.`,
  },
];

/** The options of both halves, each named by its owner. */
export interface BothOptions {
  readonly hub: OptionFlags;
  readonly spoke: OptionFlags;
}

/** What a preset switches on, by the option that it takes. */
type SwitchedOn = Partial<Record<keyof OptionFlags, true>>;

/** Whether both halves are as the preset wants them. */
export const holds = ({ id }: Preset, { hub, spoke }: BothOptions): boolean =>
  hasAll(OPTIONS_FOR[id].hub, hub) && hasAll(OPTIONS_FOR[id].spoke, spoke);

const namesIn = (options: SwitchedOn): (keyof OptionFlags)[] => Object.keys(options) as (keyof OptionFlags)[];

const hasAll = (options: SwitchedOn, flags: OptionFlags): boolean => namesIn(options).every((option) => flags[option]);

/** The options with the preset switched on or off. */
export function withPreset({ id }: Preset, isOn: boolean, { hub, spoke }: BothOptions): BothOptions {
  const switched = (options: SwitchedOn) => Object.fromEntries(namesIn(options).map((option) => [option, isOn]));
  return { hub: { ...hub, ...switched(OPTIONS_FOR[id].hub) }, spoke: { ...spoke, ...switched(OPTIONS_FOR[id].spoke) } };
}
