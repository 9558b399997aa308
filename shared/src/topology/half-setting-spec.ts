/** Subnets of a half that peers subnets instead of complete VNets. */
interface PeeredSubnets {
  readonly localSubnets?: readonly string[];
  readonly remoteSubnets?: readonly string[];
}

type Sentence = (local: string, remote: string, subnets: PeeredSubnets) => string;

/** Describes a boolean setting to people; `local` owns the half. VNet names are passed in as they should appear. */
interface FlagTexts {
  /** Sentence without full stop. */
  readonly on: Sentence;
  readonly off: Sentence;
  /** Prevents a common misunderstanding of one of the two values. */
  readonly note?: { readonly when: boolean; readonly text: Sentence };
  /** Label in the Azure portal; absent where the portal does not show the setting. */
  readonly portalLabel?: Sentence;
  /** Label of the switch; without one, the setting is shown but cannot be switched on screen. */
  readonly switchLabel?: Sentence;
  /** Describes turning it on and off inside a sentence: `allow gateway transit`. */
  readonly phrases?: { readonly on: string; readonly off: string };
}

interface Names {
  /** Field in a row. */
  readonly row: string;
  /** ARM property. */
  readonly arm: string;
  readonly title: string;
  /** Names in hand-offs; absent for settings that users do not choose. `az network vnet peering create`; azurerm_virtual_network_peering. */
  readonly handOff?: { readonly az: string; readonly terraform: string };
  /**
   * `required`: each row has it, with Azure's default if Azure sent none. `returned`: Azure returns it for each half, but old exports lack
   * it. `optional`: Azure returns it only where it was set.
   */
  readonly presence: 'required' | 'returned' | 'optional';
  /** Setting of the counterpart that both halves must agree on. */
  readonly counterpart?: string;
}

interface FlagSpec extends Names {
  readonly kind: 'flag';
  /** Azure's default if a PUT omits it (azure-semantics §1.2). */
  readonly default: boolean;
  readonly texts: FlagTexts;
}

interface NamesSpec extends Names {
  readonly kind: 'names';
  readonly default: readonly string[];
}

export type HalfSettingSpec = FlagSpec | NamesSpec;
