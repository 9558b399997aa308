import type { Plan } from '@peerscape/shared/plan';
import type { HalfFlags, HalfRef, Topology } from '@peerscape/shared/topology';
import { findHalf } from './draft.ts';

/** Boolean options of a half. */
export type OptionFlags = Required<Pick<HalfFlags, 'allowAccess' | 'allowForwarded' | 'allowTransit' | 'useRemoteGateways'>>;
type OptionFlag = keyof OptionFlags;

/** Azure's defaults for the options of a new half (azure-semantics §1.2). */
export const DEFAULT_HALF_OPTIONS: OptionFlags = {
  allowAccess: true,
  allowForwarded: false,
  allowTransit: false,
  useRemoteGateways: false,
};

interface OptionSwitch {
  readonly flag: OptionFlag;
  /** Name of the ARM property. */
  readonly property: string;
  /** Returns the label of the switch, with VNet names between backticks; `local` owns the half. */
  readonly label: (local: string, remote: string) => string;
}

/** Switches of all options, in display order. */
export const OPTION_SWITCHES: readonly OptionSwitch[] = [
  {
    flag: 'allowAccess',
    property: 'allowVirtualNetworkAccess',
    label: (local, remote) => `Allow \`${remote}\` to access \`${local}\``,
  },
  {
    flag: 'allowForwarded',
    property: 'allowForwardedTraffic',
    label: (local, remote) => `Allow \`${local}\` to receive forwarded traffic from \`${remote}\``,
  },
  {
    flag: 'allowTransit',
    property: 'allowGatewayTransit',
    label: (local, remote) => `Allow the gateway in \`${local}\` to forward traffic to \`${remote}\``,
  },
  {
    flag: 'useRemoteGateways',
    property: 'useRemoteGateways',
    label: (local, remote) => `Enable \`${local}\` to use \`${remote}\`’s remote gateway`,
  },
];

/** Returns the options of a half after the plan; the defaults when it neither exists nor is planned. */
export function plannedOptions({ steps }: Pick<Plan, 'steps'>, topology: Topology, ref: HalfRef): OptionFlags {
  const write = steps.findLast(({ half }) => half.from === ref.from && half.to === ref.to)?.write;
  const { allowAccess, allowForwarded, allowTransit, useRemoteGateways } = write ?? findHalf(topology, ref) ?? DEFAULT_HALF_OPTIONS;
  return { allowAccess, allowForwarded, allowTransit, useRemoteGateways };
}

/** Returns the options in `after` that differ from `before`. */
export const diffOptions = (before: OptionFlags, after: OptionFlags): Partial<OptionFlags> =>
  Object.fromEntries(OPTION_SWITCHES.flatMap(({ flag }) => (before[flag] === after[flag] ? [] : [[flag, after[flag]]])));
