import { HALF_SETTINGS, type Half } from '@peerscape/shared/topology';

/** One option of a half described in a sentence. Names of VNets stand between backticks. */
export interface OptionSentence {
  /** Name of the ARM property. */
  readonly property: string;
  /** Label of the option in the Azure portal, for the same two VNets; undefined where the portal does not show the option. */
  readonly portalLabel?: string;
  readonly on: boolean;
  readonly sentence: string;
  /** Clears up a common misunderstanding. */
  readonly note?: string;
}

/** Describes the options of the half; leaves out those that Azure did not return and rare ones at their default. */
export function optionSentences(half: Half, localName: string, remoteName: string): readonly OptionSentence[] {
  const local = `\`${localName}\``;
  const remote = `\`${remoteName}\``;
  return HALF_SETTINGS.flatMap((setting) => {
    if (setting.kind !== 'flag') return [];
    const { row, arm, presence, texts } = setting;
    const on = half[row];
    if (typeof on !== 'boolean' || (presence !== 'required' && on === setting.default)) return [];
    return [
      {
        property: arm,
        ...(texts.portalLabel && { portalLabel: texts.portalLabel(localName, remoteName, half) }),
        on,
        sentence: `${texts[on ? 'on' : 'off'](local, remote, half)}.`,
        ...(texts.note?.when === on && { note: texts.note.text(local, remote, half) }),
      },
    ];
  });
}
