import type { OptionFlags } from '../../lib/option-wishes.ts';

/** What a preset makes of the two halves, each named by its owner. */
interface PresetFlags {
  readonly hub: Partial<OptionFlags>;
  readonly spoke: Partial<OptionFlags>;
}

/** A wish of people that takes options of both halves. */
export interface Preset {
  readonly id: 'gateway' | 'appliance';
  /** Names stand between backticks. */
  readonly wish: (hub: string, spoke: string) => string;
  readonly note: (hub: string, spoke: string) => string;
  readonly on: PresetFlags;
  readonly off: PresetFlags;
}

export const PRESETS: readonly Preset[] = [
  {
    id: 'gateway',
    wish: (hub, spoke) => `\`${spoke}\` uses the gateway of \`${hub}\``,
    note: (hub, spoke) => `\`${spoke}\` then reaches, and is reached by, what \`${hub}\` reaches by VPN or ExpressRoute.`,
    on: { hub: { allowTransit: true }, spoke: { useRemoteGateways: true } },
    off: { hub: { allowTransit: false }, spoke: { useRemoteGateways: false } },
  },
  {
    id: 'appliance',
    wish: (hub, spoke) => `\`${spoke}\` reaches other spokes through the firewall or appliance in \`${hub}\``,
    note: (_, spoke) => `Route tables must send the traffic of \`${spoke}\` there; this plan changes no route table.`,
    // packets of other spokes arrive as forwarded by the hub; those of the spoke itself arrive in the hub as its own
    on: { hub: {}, spoke: { allowForwarded: true } },
    off: { hub: {}, spoke: { allowForwarded: false } },
  },
];

/** The options of both halves, each named by its owner. */
export interface BothOptions {
  readonly hub: OptionFlags;
  readonly spoke: OptionFlags;
}

/** Whether both halves are as the preset wants them. */
export const holds = ({ on }: Preset, { hub, spoke }: BothOptions): boolean => agrees(on.hub, hub) && agrees(on.spoke, spoke);

const agrees = (wanted: Partial<OptionFlags>, flags: OptionFlags): boolean =>
  Object.entries(wanted).every(([flag, value]) => flags[flag as keyof OptionFlags] === value);

/** The options with the preset switched on or off. */
export function withPreset(preset: Preset, isOn: boolean, { hub, spoke }: BothOptions): BothOptions {
  const flags = isOn ? preset.on : preset.off;
  return { hub: { ...hub, ...flags.hub }, spoke: { ...spoke, ...flags.spoke } };
}
