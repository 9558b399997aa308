import type { Half } from '@peerscape/shared/topology';

/** What a half's own end says about its options. */
export type OptionGlyph = 'forwarded' | 'gateway-out' | 'gateway-in' | 'no-entry';

export interface HalfOption {
  readonly bit: number;
  readonly glyph: OptionGlyph;
  readonly label: string;
  readonly on: (half: Half) => boolean;
  /** The option as a sentence about the VNet that owns the half and the remote. */
  readonly sentence: (local: string, remote: string) => string;
}

/** The options that a half shows close up, in the order in which they stand from its VNet outwards. */
export const HALF_OPTIONS: readonly HalfOption[] = [
  {
    bit: 1,
    glyph: 'no-entry',
    label: 'Access off',
    on: (half) => !half.allowAccess,
    sentence: (local, remote) => `${local} does not let ${remote} in by default`,
  },
  {
    bit: 2,
    glyph: 'gateway-out',
    label: 'Gateway transit offered',
    on: (half) => half.allowTransit,
    sentence: (local, remote) => `${local} offers its gateway to ${remote}`,
  },
  {
    bit: 4,
    glyph: 'gateway-in',
    label: 'Remote gateway used',
    on: (half) => half.useRemoteGateways,
    sentence: (local, remote) => `${local} uses the gateway of ${remote}`,
  },
  {
    bit: 8,
    glyph: 'forwarded',
    label: 'Forwarded traffic accepted',
    on: (half) => half.allowForwarded,
    sentence: (local, remote) => `${local} accepts traffic that ${remote} forwards from elsewhere`,
  },
];

/** The options of a half as bits; 0 when there is no half. */
export const optionBits = (half: Half | undefined): number =>
  half ? HALF_OPTIONS.reduce((bits, option) => (option.on(half) ? bits | option.bit : bits), 0) : 0;
