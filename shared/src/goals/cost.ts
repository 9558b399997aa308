import { isSameRegion, normalizeRegion } from './region.ts';

/** The zones by which Azure prices traffic between regions. */
type Zone = 1 | 2 | 3;

/** List prices in US dollars per GB, charged outbound and again inbound (azure-semantics §3). */
const BETWEEN_REGIONS: Readonly<Record<Zone, number>> = { 1: 0.035, 2: 0.09, 3: 0.16 };
const IN_REGION = 0.01;

/** Regions outside of zone 1, by the start of their names. US Gov and China have separate prices, which are not included here. */
const ZONES: readonly (readonly [RegExp, Zone | undefined])[] = [
  [/^(usgov|usdod|china)/, undefined],
  [/^(eastasia|southeastasia|japan|korea|.*india)/, 2],
  [/^(brazil|southafrica|uae)/, 3],
];

function zoneOf(region: string): Zone | undefined {
  const name = normalizeRegion(region);
  const row = ZONES.find(([pattern]) => pattern.test(name));
  return row ? row[1] : 1;
}

/** Formats an amount in US dollars: `$0.02`, `$0.125`. */
const formatDollars = (amount: number): string => `$${amount.toFixed(3).replace(/0$/, '')}`;

/** Returns the prices of a GB at both ends, in US dollars; undefined when the price of a region is not known. */
function pricesOf(from: string, to: string): readonly [atFrom: number, atTo: number] | undefined {
  if (isSameRegion(from, to)) return [IN_REGION, IN_REGION];
  const [zone, other] = [zoneOf(from), zoneOf(to)];
  return zone && other ? [BETWEEN_REGIONS[zone], BETWEEN_REGIONS[other]] : undefined;
}

/** Returns the total price of a GB over one peering, in US dollars; undefined when a price is not known. */
export const pricePerGb = (from: string, to: string): number | undefined => pricesOf(from, to)?.reduce((sum, price) => sum + price, 0);

/** Formats a price range: `$0.02` or `$0.02 to $0.125`; undefined when there are no prices or one is not known. */
export function formatPriceRange(prices: readonly (number | undefined)[]): string | undefined {
  const known = prices.flatMap((price) => price ?? []);
  if (known.length === 0 || known.length < prices.length) return undefined;
  const [least, most] = known.reduce(([low, high], price) => [Math.min(low, price), Math.max(high, price)], [Number.POSITIVE_INFINITY, 0]);
  return formatDollars(least) === formatDollars(most) ? formatDollars(least) : `${formatDollars(least)} to ${formatDollars(most)}`;
}

/** Describes the estimated cost of traffic over the peering, with the assumptions. */
export function costSentence(from: string, to: string): string {
  if (isSameRegion(from, to)) {
    return `Estimate: ${formatDollars(IN_REGION * 2)} per GB in either direction: ${formatDollars(IN_REGION)} outbound and ${formatDollars(IN_REGION)} inbound. The peering itself is free.`;
  }
  const prices = pricesOf(from, to);
  if (!prices) return 'Traffic is charged per GB at both ends. The prices of these regions are not known.';
  const [atFrom, atTo] = prices;
  const [zone, other] = [zoneOf(from), zoneOf(to)];
  const zones = zone === other ? `both in zone ${zone}` : `${from} in zone ${zone}, ${to} in zone ${other}`;
  return `Estimate: ${formatDollars(atFrom + atTo)} per GB in either direction, because the regions differ: ${formatDollars(atFrom)} in ${from} and ${formatDollars(atTo)} in ${to} (${zones}). The peering itself is free.`;
}
