import type { Rule } from './rule.ts';
import { accessOff } from './rules/access-off.ts';
import { disconnectedHalf } from './rules/disconnected-half.ts';
import { equalCostAppliances } from './rules/equal-cost-appliances.ts';
import { firewallBypass } from './rules/firewall-bypass.ts';
import { forwardedForNothing } from './rules/forwarded-for-nothing.ts';
import { forwardedNotAccepted } from './rules/forwarded-not-accepted.ts';
import { gatewayNotUsed } from './rules/gateway-not-used.ts';
import { gatewayTwice } from './rules/gateway-twice.ts';
import { kindsContradict } from './rules/kinds-contradict.ts';
import { managedElsewhere } from './rules/managed-elsewhere.ts';
import { missingHalf } from './rules/missing-half.ts';
import { nearLimit } from './rules/near-limit.ts';
import { nextHopUnreachable } from './rules/next-hop-unreachable.ts';
import { noBranchToBranch } from './rules/no-branch-to-branch.ts';
import { noRemoteGateway } from './rules/no-remote-gateway.ts';
import { noSharedZone } from './rules/no-shared-zone.ts';
import { notBothConnected } from './rules/not-both-connected.ts';
import { notProvisioned } from './rules/not-provisioned.ts';
import { oddAddressSpace } from './rules/odd-address-space.ts';
import { oddOneOut } from './rules/odd-one-out.ts';
import { oneWayRoutes } from './rules/one-way-routes.ts';
import { outOfSync } from './rules/out-of-sync.ts';
import { peeredOverlap } from './rules/peered-overlap.ts';
import { propagationOff } from './rules/propagation-off.ts';
import { sharedHubOverlap } from './rules/shared-hub-overlap.ts';
import { singleStackDefaultRoute } from './rules/single-stack-default-route.ts';
import { transitNotOffered } from './rules/transit-not-offered.ts';
import { transitUnused } from './rules/transit-unused.ts';

/** All rules, sorted by code. Codes are permanent: a retired one stays here as a comment. */
export const CATALOGUE: readonly Rule[] = [
  // 1xx pairing and state
  missingHalf,
  disconnectedHalf,
  notBothConnected,
  outOfSync,
  notProvisioned,
  kindsContradict,
  // 2xx address space
  peeredOverlap,
  sharedHubOverlap,
  oddAddressSpace,
  // 3xx gateway transit
  transitNotOffered,
  noRemoteGateway,
  gatewayTwice,
  transitUnused,
  gatewayNotUsed,
  // 4xx forwarding and routes
  accessOff,
  forwardedNotAccepted,
  nextHopUnreachable,
  oneWayRoutes,
  forwardedForNothing,
  firewallBypass,
  propagationOff,
  singleStackDefaultRoute,
  equalCostAppliances,
  noBranchToBranch,
  // 5xx limits
  nearLimit,
  // 6xx hygiene
  oddOneOut,
  managedElsewhere,
  // 7xx name resolution
  noSharedZone,
];
