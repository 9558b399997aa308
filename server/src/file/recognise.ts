import { SnapshotDocument } from '@peerscape/shared/api';
import { parseResourceId } from '@peerscape/shared/arm';
import type { SubscriptionRow, TopologyRows, Unread } from '@peerscape/shared/topology';
import { createTranslation, object, objects, subscriptionRow, type Wire } from '../azure/translate/index.ts';
import { asArmSpells } from './spelling.ts';

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

/** What the JSON of a file holds, or what was expected of it. The file's name is for what it turns out to leave out. */
export function recognise(json: unknown, file: string): Recognised {
  const top = object(json);
  if ('format' in top && 'rows' in top) return ownExport(json);
  const resources = Array.isArray(json)
    ? list(json)
    : (table(top.data) ?? list(top.data) ?? list(top.value) ?? ('id' in top ? [top] : undefined));
  if (!resources) return { ok: false, expected: `It is JSON but not ${EXPECTED}` };
  return resourcesOf(resources, (rows) => missing(file, top, resources.length, rows));
}

/** What an export says or shows that it leaves out: a page is not the whole list, and a projection not the whole resource. */
function missing(file: string, top: Wire, count: number, { vnets }: TopologyRows): readonly Unread[] {
  const total = Number(top.total_records ?? top.totalRecords ?? count);
  const bare = vnets.filter(({ addressSpace }) => addressSpace.length === 0).length;
  const messages = [
    total > count &&
      `It holds ${count} of ${total} records; az graph query gives 100 unless told --first 1000, and the next ones with --skip-token`,
    typeof top.nextLink === 'string' && 'It is one page of a longer list (nextLink); the other pages count when their files are given too',
    bare > 0 &&
      `${bare} of its virtual networks came without address space; a query has to project id, name, type, location, tags, properties`,
  ];
  return messages.filter((message) => message !== false).map((message) => ({ scope: file, name: file, message }));
}

function ownExport(json: unknown): Recognised {
  const checked = SnapshotDocument.safeParse(json);
  if (checked.success) {
    const { rows, unread, readAt } = checked.data;
    return { ok: true, held: { rows, unread, readAt } };
  }
  const [issue] = checked.error.issues;
  return { ok: false, expected: `It looks like an export of Peerscape, but at ${issue?.path.join('.') || 'the top'}: ${issue?.message}` };
}

function resourcesOf(written: readonly Wire[], unreadIn: (rows: TopologyRows) => readonly Unread[]): Recognised {
  const resources = written.map(asArmSpells);
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
  const missingKinds = translation.missingKinds();
  const subscriptions = nameSubscriptions(rows, accounts);
  return { ok: true, held: { rows: { ...rows, subscriptions, ...(missingKinds.length > 0 && { missingKinds }) }, unread: unreadIn(rows) } };
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
