import type { Namer, Topology } from '@peerscape/shared/topology';
import { formatPlace, type Place, parsePlace, placeLabel } from './place.ts';

/** Place to choose from the list of a field. */
export interface PlaceSuggestion {
  /** As in the URL. */
  readonly value: string;
  readonly label: string;
  readonly detail: string;
}

const MAX_SUGGESTIONS = 40;

/** Returns the places whose name or prefixes contain a text: names that begin with it first, then VNets before subnets. */
export function suggestPlaces(topology: Topology, nameOf: Namer, text: string, hasInternet: boolean): readonly PlaceSuggestion[] {
  const query = text.trim().toLowerCase();
  const toSuggestion = (place: Place, detail: string): PlaceSuggestion => ({
    value: formatPlace(place),
    label: placeLabel(nameOf, place),
    detail,
  });
  const typed = parsePlace(topology, query);
  const address = typed.ok && typed.value.kind === 'address' ? [toSuggestion(typed.value, 'IP address')] : [];
  const internet = hasInternet && 'internet'.includes(query) ? [toSuggestion({ kind: 'internet' }, 'outside Azure')] : [];
  const vnets: PlaceSuggestion[] = [];
  const subnets: PlaceSuggestion[] = [];
  for (const vnet of topology.vnets.values()) {
    const suggestion = toSuggestion({ kind: 'vnet', vnet }, vnet.addressSpace.join(', '));
    if (matches(suggestion, query)) vnets.push(suggestion);
    // without a text, the subnets of a large estate would take long to list
    if (query === '') continue;
    for (const subnet of vnet.subnets) {
      const inside = toSuggestion({ kind: 'subnet', vnet, subnet }, subnet.prefixes.join(', '));
      if (matches(inside, query)) subnets.push(inside);
    }
  }
  const named = [...vnets, ...subnets];
  const isStart = ({ label }: PlaceSuggestion) => label.toLowerCase().startsWith(query);
  return [...address, ...internet, ...named.filter(isStart), ...named.filter((each) => !isStart(each))].slice(0, MAX_SUGGESTIONS);
}

const matches = ({ label, detail }: PlaceSuggestion, query: string): boolean => `${label} ${detail}`.toLowerCase().includes(query);
