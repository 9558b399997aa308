import { CHOSEN_SETTINGS, type HalfFlags } from '../topology/index.ts';

/** A setting with all its names. */
export interface NamedFlag {
  readonly title: string;
  /** Option of `az network vnet peering create`; `update` uses ARM’s names. */
  readonly az: string;
  /** Property of Microsoft.Network 2024-05-01. */
  readonly arm: string;
  /** Attribute of azurerm_virtual_network_peering. */
  readonly terraform: string;
  readonly value: boolean | readonly string[];
}

/** Returns the given settings with their names, in a fixed order. */
export const listNamedFlags = (flags: Partial<HalfFlags>): readonly NamedFlag[] =>
  CHOSEN_SETTINGS.flatMap(({ row, title, arm, handOff }) => {
    const value = flags[row];
    return value === undefined ? [] : [{ title, arm, ...handOff, value }];
  });
