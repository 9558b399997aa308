import type { Plan } from '@peerscape/shared/plan';
import { type HalfRef, type SettingValues, SWITCHES, type SwitchName, type Topology } from '@peerscape/shared/topology';
import { findHalf } from './draft.ts';

/** Options of a half that can be switched on screen. */
export type OptionFlags = Readonly<Record<SwitchName, boolean>>;

const toOptionFlags = (settings: Partial<SettingValues>): OptionFlags =>
  Object.fromEntries(SWITCHES.map(({ row, default: byDefault }) => [row, settings[row] ?? byDefault])) as OptionFlags;

/** Azure's defaults for the options of a new half. */
export const DEFAULT_HALF_OPTIONS: OptionFlags = toOptionFlags({});

interface OptionSwitch {
  readonly flag: SwitchName;
  /** Name of the ARM property. */
  readonly property: string;
  /** Returns the label of the switch, with VNet names between backticks; `local` owns the half. */
  readonly label: (local: string, remote: string) => string;
}

/** Switches of all options, in display order. */
export const OPTION_SWITCHES: readonly OptionSwitch[] = SWITCHES.map(({ row, arm, label }) => ({
  flag: row,
  property: arm,
  label: (local, remote) => label(`\`${local}\``, `\`${remote}\``),
}));

/** Returns the options of a half after the plan; the defaults when it neither exists nor is planned. */
export function plannedOptions({ steps }: Pick<Plan, 'steps'>, topology: Topology, ref: HalfRef): OptionFlags {
  const write = steps.findLast(({ half }) => half.from === ref.from && half.to === ref.to)?.write;
  return toOptionFlags(write ?? findHalf(topology, ref) ?? DEFAULT_HALF_OPTIONS);
}

/** Returns the options in `after` that differ from those of a half; options that it lacks have Azure's defaults. */
export function diffOptions(half: Partial<SettingValues>, after: OptionFlags): Partial<OptionFlags> {
  const before = toOptionFlags(half);
  return Object.fromEntries(OPTION_SWITCHES.flatMap(({ flag }) => (before[flag] === after[flag] ? [] : [[flag, after[flag]]])));
}
