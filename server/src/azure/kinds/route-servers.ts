import { type ArmKind, locate } from './arm-kind.ts';

/** Virtual hubs with an IP configuration in a RouteServerSubnet; that of a Virtual WAN has none. */
export const routeServers: ArmKind<'routeServers'> = {
  toRow: locate,
  subnet: { name: 'RouteServerSubnet', toRow: (found) => found },
};
