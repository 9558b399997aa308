import type { ComparedRoute, RouteComparison, RouteDifference, RouteField } from '@peerscape/shared/reach';
import { count } from '../../lib/format/format.ts';
import { describeNextHop } from './describe-route.ts';

/** Comparison in words. */
interface ComparisonText {
  readonly summary: string;
  readonly differences: readonly string[];
  readonly note: string | undefined;
}

/** Describes how computed routes differ from those that Azure lists. */
export function describeComparison({ differences, equal, dropped }: RouteComparison): ComparisonText {
  const summary =
    differences.length === 0
      ? `all ${count(equal, 'computed route')} are the same.`
      : `${count(differences.length, 'difference')}; ${count(equal, 'route')} the same.`;
  return {
    summary,
    differences: differences.map(describeDifference),
    note:
      dropped === 0
        ? undefined
        : `Azure also drops ${count(dropped, 'further range')} of its own (next hop None). Peerscape does not compute them.`,
  };
}

function describeDifference(difference: RouteDifference): string {
  switch (difference.kind) {
    case 'only-computed':
      return `Only computed: ${describeRoute(difference.computed)}. Azure does not list it.`;
    case 'only-listed':
      return `Only in Azure: ${describeRoute(difference.listed)}. It is not computed.`;
    case 'different': {
      const { computed, listed, fields } = difference;
      const parts = fields.map(
        (field) => `${LABELS[field]} is ${formatField(listed, field)} in Azure, and ${formatField(computed, field)} computed`,
      );
      const isStopped = computed.nextHopType === 'VirtualAppliance' && listed.nextHopType === 'None';
      return `${listed.source} ${listed.prefix}: ${parts.join('; ')}.${isStopped ? ' Azure shows None while the appliance is stopped.' : ''}`;
    }
  }
}

const describeRoute = (route: ComparedRoute): string =>
  `${route.source} ${route.prefix} → ${describeNextHop(route)}${route.state === 'Active' ? '' : ` (${route.state})`}`;

const LABELS: Readonly<Record<RouteField, string>> = { state: 'the state', nextHopType: 'the next hop type', nextHopIps: 'the next hop' };

function formatField(route: ComparedRoute, field: RouteField): string {
  if (field !== 'nextHopIps') return route[field];
  return route.nextHopIps.length === 0 ? 'without an address' : route.nextHopIps.join(', ');
}
