import { isSameRegion, normalizeRegion } from './region.ts';

/** The zones by which Azure prices traffic between regions. */
type Zone = 1 | 2 | 3;

/** US dollars for each GB that leaves a VNet, and the same again where it arrives (azure-semantics §3, list prices). */
const BETWEEN_REGIONS: Readonly<Record<Zone, number>> = { 1: 0.035, 2: 0.09, 3: 0.16 };
const IN_REGION = 0.01;

/** Regions outside of zone 1, by how their names begin; US Gov and China have prices of their own, which are not known here. */
const ZONES: readonly (readonly [RegExp, Zone | undefined])[] = [
  [/^(usgov|usdod|china)/, undefined],
  [/^(eastasia|southeastasia|japan|korea|.*india)/, 2],
  [/^(brazil|southafrica|uae)/, 3],
];

function zoneOf(region: string): Zone | undefined {
  const name = normalizeRegion(region);
  const row = ZONES.find(([begin]) => begin.test(name));
  return row ? row[1] : 1;
}

/** An amount as a price: `$0.02`, `$0.125`. */
export const formatDollars = (amount: number): string => `$${amount.toFixed(3).replace(/0$/, '')}`;

/** What a GB pays where it leaves and where it arrives; undefined where the prices of a region are not known here. */
function pricesOf(from: string, to: string): readonly [out: number, back: number] | undefined {
  if (isSameRegion(from, to)) return [IN_REGION, IN_REGION];
  const [zone, other] = [zoneOf(from), zoneOf(to)];
  return zone && other ? [BETWEEN_REGIONS[zone], BETWEEN_REGIONS[other]] : undefined;
}

/** US dollars for a GB from one VNet to the other over one peering, at both ends; undefined where a price is not known here. */
export const pricePerGb = (from: string, to: string): number | undefined => pricesOf(from, to)?.reduce((sum, price) => sum + price, 0);

/** What traffic over the peering costs, as an estimate in a sentence with its assumptions. */
export function costSentence(from: string, to: string): string {
  if (isSameRegion(from, to)) {
    return `Estimate: ${formatDollars(IN_REGION * 2)} for each GB, either way: ${formatDollars(IN_REGION)} where it leaves and ${formatDollars(IN_REGION)} where it arrives. The peering itself costs nothing.`;
  }
  const prices = pricesOf(from, to);
  if (!prices) return 'Traffic is paid by the GB at both ends; the prices of these regions are not known here.';
  const [out, back] = prices;
  const [zone, other] = [zoneOf(from), zoneOf(to)];
  const zones = zone === other ? `both in zone ${zone}` : `${from} in zone ${zone}, ${to} in zone ${other}`;
  return `Estimate: ${formatDollars(out + back)} for each GB, either way, because the regions differ: ${formatDollars(out)} where it leaves or arrives in ${from}, ${formatDollars(back)} in ${to} (${zones}). The peering itself costs nothing.`;
}
