import type { Half } from '@peerscape/shared/topology';

/** Glyphs of half options, drawn at the local end of the half. */
export type OptionGlyph = 'forwarded' | 'gateway-out' | 'gateway-in' | 'no-entry';

export interface HalfOption {
  readonly bit: number;
  readonly glyph: OptionGlyph;
  readonly label: string;
  readonly isOn: (half: Half) => boolean;
  /** Describes the option in a sentence about the local and the remote VNet. */
  readonly sentence: (local: string, remote: string) => string;
}

/** Options shown on a half at high zoom, ordered from the local VNet towards the remote one. */
export const HALF_OPTIONS: readonly HalfOption[] = [
  {
    bit: 1,
    glyph: 'no-entry',
    label: 'Access off',
    isOn: (half) => !half.allowAccess,
    sentence: (local, remote) => `The default security rules of ${local} do not allow traffic to and from ${remote}`,
  },
  {
    bit: 2,
    glyph: 'gateway-out',
    label: 'Gateway transit allowed',
    isOn: (half) => half.allowTransit,
    sentence: (local, remote) => `${local} offers its gateway to ${remote}`,
  },
  {
    bit: 4,
    glyph: 'gateway-in',
    label: 'Remote gateway in use',
    isOn: (half) => half.useRemoteGateways,
    sentence: (local, remote) => `${local} uses ${remote}’s gateway`,
  },
  {
    bit: 8,
    glyph: 'forwarded',
    label: 'Forwarded traffic allowed',
    isOn: (half) => half.allowForwarded,
    sentence: (local, remote) => `${local} accepts forwarded traffic from ${remote}`,
  },
];

/** Returns the options of a half as a bit set; 0 when there is no half. */
export const optionBits = (half: Half | undefined): number =>
  half ? HALF_OPTIONS.reduce((bits, option) => (option.isOn(half) ? bits | option.bit : bits), 0) : 0;
