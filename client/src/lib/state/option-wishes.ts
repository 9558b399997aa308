import type { Plan } from '@peerscape/shared/plan';
import type { HalfFlags, HalfRef, Topology } from '@peerscape/shared/topology';
import { halfIn } from './draft.ts';

/** The options of a half that are switches. */
export type OptionFlags = Required<Pick<HalfFlags, 'allowAccess' | 'allowForwarded' | 'allowTransit' | 'useRemoteGateways'>>;
type OptionFlag = keyof OptionFlags;

/** Azure's values on a new half that says nothing (azure-semantics §1.2). */
export const NEW_HALF: OptionFlags = { allowAccess: true, allowForwarded: false, allowTransit: false, useRemoteGateways: false };

interface OptionWish {
  readonly flag: OptionFlag;
  /** ARM's name of the property. */
  readonly property: string;
  /** What switching it on asks for, about the VNet that owns the half. Names stand between backticks. */
  readonly wish: (local: string, remote: string) => string;
}

/** Every option as a wish, in the order in which they stand on the screen. */
export const OPTION_WISHES: readonly OptionWish[] = [
  {
    flag: 'allowAccess',
    property: 'allowVirtualNetworkAccess',
    wish: (local, remote) => `Let \`${local}\` admit \`${remote}\` through its default security rules`,
  },
  {
    flag: 'allowForwarded',
    property: 'allowForwardedTraffic',
    wish: (local, remote) => `Let \`${local}\` accept traffic that \`${remote}\` forwards from elsewhere`,
  },
  {
    flag: 'allowTransit',
    property: 'allowGatewayTransit',
    wish: (local, remote) => `Let \`${remote}\` use the gateway of \`${local}\``,
  },
  {
    flag: 'useRemoteGateways',
    property: 'useRemoteGateways',
    wish: (local, remote) => `Let \`${local}\` send through the gateway of \`${remote}\``,
  },
];

/** The options of the half as the plan leaves them; those of a new half where there is none and none is planned. */
export function optionsAfter({ steps }: Pick<Plan, 'steps'>, topology: Topology, ref: HalfRef): OptionFlags {
  const write = steps.findLast(({ half }) => half.from === ref.from && half.to === ref.to)?.write;
  const { allowAccess, allowForwarded, allowTransit, useRemoteGateways } = write ?? halfIn(topology, ref) ?? NEW_HALF;
  return { allowAccess, allowForwarded, allowTransit, useRemoteGateways };
}

/** Those of the options that stand otherwise in `before`. */
export const changedOptions = (before: OptionFlags, after: OptionFlags): Partial<OptionFlags> =>
  Object.fromEntries(OPTION_WISHES.flatMap(({ flag }) => (before[flag] === after[flag] ? [] : [[flag, after[flag]]])));
