import { SnapshotDocument } from '@peerscape/shared/api';
import { parseResourceId } from '@peerscape/shared/arm';
import type { SubscriptionRow, TopologyRows, Unread } from '@peerscape/shared/topology';
import { createTranslation, object, objects, subscriptionRow, type Wire } from '../azure/translate/index.ts';

/** What a file turned out to hold. */
export interface Held {
  readonly rows: TopologyRows;
  readonly unread: readonly Unread[];
  /** When its content was true, if it says so. */
  readonly readAt?: string;
}

export type Recognised = { readonly ok: true; readonly held: Held } | { readonly ok: false; readonly expected: string };

const EXPECTED =
  'the output of "az network vnet list" or "az graph query", a list reply of Azure Resource Manager, or an export of Peerscape';

/** What the JSON of a file holds, or what was expected of it. */
export function recognise(json: unknown): Recognised {
  const top = object(json);
  if ('format' in top && 'rows' in top) return ownExport(json);
  const resources = Array.isArray(json)
    ? list(json)
    : (table(top.data) ?? list(top.data) ?? list(top.value) ?? ('id' in top ? [top] : undefined));
  if (!resources) return { ok: false, expected: `It is JSON but not ${EXPECTED}` };
  return resourcesOf(resources);
}

function ownExport(json: unknown): Recognised {
  const checked = SnapshotDocument.safeParse(json);
  if (checked.success) {
    const { rows, unread, readAt } = checked.data;
    return { ok: true, held: { rows: rows as TopologyRows, unread: unread as Unread[], readAt } };
  }
  const [issue] = checked.error.issues;
  return { ok: false, expected: `It looks like an export of Peerscape, but at ${issue?.path.join('.') || 'the top'}: ${issue?.message}` };
}

function resourcesOf(resources: readonly Wire[]): Recognised {
  const translation = createTranslation();
  const accounts: SubscriptionRow[] = [];
  let known = 0;
  for (const resource of resources) {
    const account = isAccount(resource) ? subscriptionRow(resource) : undefined;
    if (account) accounts.push(account);
    if (account || translation.add(resource)) known += 1;
  }
  if (resources.length > 0 && known === 0)
    return { ok: false, expected: `None of its ${resources.length} entries is a network resource; expected was ${EXPECTED}` };
  const rows = translation.rows();
  return { ok: true, held: { rows: { ...rows, subscriptions: nameSubscriptions(rows, accounts) }, unread: [] } };
}

/** An entry of `az account list`: it gives the subscriptions their names. */
const isAccount = (resource: Wire): boolean =>
  'tenantId' in resource &&
  ('isDefault' in resource || 'subscriptionId' in resource) &&
  !('properties' in resource) &&
  !('location' in resource);

/** Files seldom say what a subscription is called; then its id must do. */
function nameSubscriptions(rows: TopologyRows, accounts: readonly SubscriptionRow[]): readonly SubscriptionRow[] {
  const named = new Map([...rows.subscriptions, ...accounts].map((row) => [row.id.toLowerCase(), row]));
  for (const { id } of rows.vnets) {
    const parts = parseResourceId(id);
    if (!parts.ok) continue;
    const { subscriptionId } = parts.value;
    if (!named.has(subscriptionId.toLowerCase())) named.set(subscriptionId.toLowerCase(), { id: subscriptionId, name: subscriptionId });
  }
  return [...named.values()];
}

const list = (value: unknown): readonly Wire[] | undefined => (Array.isArray(value) ? objects(value) : undefined);

/** Resource Graph's other format: columns and rows. */
function table(value: unknown): readonly Wire[] | undefined {
  const { columns, rows } = object(value);
  if (!Array.isArray(columns) || !Array.isArray(rows)) return undefined;
  const names = objects(columns).map(({ name }) => String(name));
  return rows.filter(Array.isArray).map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
}
