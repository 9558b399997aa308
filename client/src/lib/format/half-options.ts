import { HALF_SETTINGS, type Half, type SwitchName } from '@peerscape/shared/topology';

/** Glyphs of half options, drawn at the local end of the half. */
export type OptionGlyph = 'forwarded' | 'gateway-out' | 'gateway-in' | 'no-entry';

interface OptionMark {
  readonly bit: number;
  readonly glyph: OptionGlyph;
  readonly label: string;
  readonly setting: SwitchName;
  /** Value that is drawn: the one that is not Azure's default. */
  readonly drawn: boolean;
}

export interface HalfOption extends OptionMark {
  readonly isOn: (half: Half) => boolean;
  /** Describes the option in a sentence about the local and the remote VNet. */
  readonly sentence: (local: string, remote: string) => string;
}

/** Ordered from the local VNet towards the remote one. */
const MARKS: readonly OptionMark[] = [
  { bit: 1, glyph: 'no-entry', label: 'Access off', setting: 'allowAccess', drawn: false },
  { bit: 2, glyph: 'gateway-out', label: 'Gateway transit allowed', setting: 'allowTransit', drawn: true },
  { bit: 4, glyph: 'gateway-in', label: 'Remote gateway in use', setting: 'useRemoteGateways', drawn: true },
  { bit: 8, glyph: 'forwarded', label: 'Forwarded traffic allowed', setting: 'allowForwarded', drawn: true },
];

/** Options shown on a half at high zoom, ordered from the local VNet towards the remote one. */
export const HALF_OPTIONS: readonly HalfOption[] = MARKS.map((mark) => ({
  ...mark,
  isOn: (half) => half[mark.setting] === mark.drawn,
  sentence: (local, remote) => describe(mark, local, remote),
}));

function describe({ setting, drawn }: OptionMark, local: string, remote: string): string {
  const entry = HALF_SETTINGS.find(({ row }) => row === setting);
  return entry?.kind === 'flag' ? entry.texts[drawn ? 'on' : 'off'](local, remote, {}) : '';
}

/** Returns the options of a half as a bit set; 0 when there is no half. */
export const optionBits = (half: Half | undefined): number =>
  half ? HALF_OPTIONS.reduce((bits, option) => (option.isOn(half) ? bits | option.bit : bits), 0) : 0;
