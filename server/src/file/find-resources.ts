import { asObject, type Wire } from '../azure/translate/index.ts';
import { describeArmError } from './other-formats.ts';

/** Content of a JSON value: its resources, and the pages that they came in. */
export interface Contents {
  readonly resources: readonly Wire[];
  readonly pages: readonly Page[];
  /** Number of list entries that are not resources: other objects, numbers, nulls. */
  readonly others: number;
  /** Code and message of error responses of ARM, such as those of single requests in a batch. */
  readonly errors: readonly string[];
}

/** One page of a list reply of ARM or of a Resource Graph response. */
export interface Page {
  readonly kind: 'list' | 'query';
  /** Lower-case ids of its resources. */
  readonly ids: readonly string[];
  /** Number of records in the whole result, over all pages. */
  readonly total?: number;
  /** True if it refers to a next page. */
  readonly hasNext: boolean;
  /** True if Resource Graph cut the result off without a way to get the rest. */
  readonly isTruncated: boolean;
}

/** Maximum number of objects around resources: `{ "result": { "data": { "value": […] } } }`. */
const MAX_WRAPPERS = 3;
const MAX_NESTED_LISTS = 4;

/** Finds the resources in a JSON value: alone, in lists, in pages, in tables of Resource Graph, and in objects up to three levels around them. */
export function findResources(json: unknown): Contents {
  const resources: Wire[] = [];
  const pages: Page[] = [];
  const errors: string[] = [];
  let others = 0;

  const search = (value: unknown, wrappers: number, lists: number): void => {
    if (Array.isArray(value)) {
      if (lists < MAX_NESTED_LISTS) for (const one of value) search(one, wrappers, lists + 1);
      return;
    }
    if (typeof value !== 'object' || value === null) {
      if (lists > 0) others += 1;
      return;
    }
    if (isResource(value as Wire)) {
      resources.push(value as Wire);
      return;
    }
    const [before, errorsBefore] = [resources.length, errors.length];
    const error = describeArmError(value);
    if (error !== undefined) errors.push(error);
    const inner =
      tableRows(value as Wire) ??
      Object.entries(value).flatMap(([name, one]) =>
        typeof one === 'object' && one !== null && (error === undefined || name !== 'error') ? [one] : [],
      );
    if (wrappers < MAX_WRAPPERS) for (const one of inner) search(one, wrappers + 1, lists);
    const found = resources.slice(before);
    if (found.length === 0 && errors.length === errorsBefore && lists > 0) others += 1;
    const page = pageOf(value as Wire, found);
    if (page) pages.push(page);
  };
  search(json, 0, 0);
  return { resources, pages, others, errors };
}

const property = (object: Wire, ...names: readonly string[]): unknown => {
  const accepted = new Set(names);
  return Object.entries(object).find(([name]) => accepted.has(name.toLowerCase().replace(/[$_@.]/g, '')))?.[1];
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Returns whether an object is a resource: it has an ARM id, or a resource type and a name, or is an entry of `az account list`. */
function isResource(value: Wire): boolean {
  const id = textOf(property(value, 'id'));
  if (id !== undefined && /^\/subscriptions\/[^/]+/i.test(id)) return true;
  const type = textOf(property(value, 'type', 'resourcetype'));
  if (type !== undefined && /^Microsoft\.[A-Za-z.]+\/\w+/i.test(type)) return textOf(property(value, 'name')) !== undefined;
  return isAccount(value);
}

/** Returns whether an object is an entry of `az account list`, which contains the names of subscriptions. */
export const isAccount = (value: Wire): boolean =>
  property(value, 'tenantid') !== undefined &&
  (property(value, 'isdefault') !== undefined || property(value, 'subscriptionid') !== undefined) &&
  property(value, 'properties') === undefined &&
  property(value, 'location') === undefined;

/** Converts Resource Graph's table format (columns with names in any case, rows of values) to objects. */
function tableRows(value: Wire): readonly Wire[] | undefined {
  const [columns, rows] = [property(value, 'columns'), property(value, 'rows')];
  if (!Array.isArray(columns) || !Array.isArray(rows)) return undefined;
  const names = columns.map((column) => {
    const name = typeof column === 'string' ? column : String(property(asObject(column), 'name') ?? '');
    return ARM_NAMES.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
  });
  return rows.filter(Array.isArray).map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
}

const ARM_NAMES = ['id', 'name', 'type', 'location', 'tags', 'properties', 'subscriptionId', 'resourceGroup', 'tenantId', 'etag', 'sku'];

function pageOf(value: Wire, found: readonly Wire[]): Page | undefined {
  const nextLink = textOf(property(value, 'nextlink', 'odatanextlink'));
  const skipToken = textOf(property(value, 'skiptoken'));
  const total = Number(property(value, 'totalrecords'));
  const isTruncated = String(property(value, 'resulttruncated')).toLowerCase() === 'true';
  const isQuery = skipToken !== undefined || isTruncated || Number.isFinite(total) || property(value, 'data') !== undefined;
  const listed = property(value, 'value') ?? property(value, 'data');
  if (!Array.isArray(listed) && !tableRows(asObject(listed))) return undefined;
  return {
    kind: isQuery ? 'query' : 'list',
    ids: found.map((one) => String(property(one, 'id') ?? '').toLowerCase()),
    ...(Number.isFinite(total) && { total }),
    hasNext: nextLink !== undefined || skipToken !== undefined,
    isTruncated,
  };
}

/** Describes that pages are missing from the result to which a page belongs. */
export interface MissingPages<P extends Page> {
  readonly page: P;
  readonly message: string;
}

/** Finds results with missing pages, over all files of one source. */
export function describeMissingPages<P extends Page>(pages: readonly P[]): readonly MissingPages<P>[] {
  const queries = pages.filter(({ kind }) => kind === 'query');
  return [
    ...missingRecords(queries.filter(({ total }) => total !== undefined)),
    ...missingPages(queries.filter(({ total }) => total === undefined)),
    ...missingPages(pages.filter(({ kind }) => kind === 'list')),
  ];
}

/** Finds queries with missing records: pages of one query have the same total, and together have to contain that many records. */
function missingRecords<P extends Page>(pages: readonly P[]): readonly MissingPages<P>[] {
  const byTotal = new Map<number, P[]>();
  for (const page of pages) byTotal.set(page.total ?? 0, [...(byTotal.get(page.total ?? 0) ?? []), page]);
  return [...byTotal].flatMap(([total, group]) => {
    const records = new Set(group.flatMap(({ ids }) => ids)).size;
    const [page] = group;
    return records >= total || !page
      ? []
      : [
          {
            page,
            message: `The file contains ${records} of ${total} records. az graph query returns 100 unless --first 1000 is given; get the next ones with --skip-token`,
          },
        ];
  });
}

const INCOMPLETE: Readonly<Record<Page['kind'], string>> = {
  list: 'The file is one page of a longer list (nextLink). Open the other pages together with it, each with --file',
  query: 'The file is a part of the result of a Resource Graph query ($skipToken, resultTruncated). Get the rest with --skip-token',
};

/**
 * Finds results without their last page, which is the one that does not refer to a next one. Lists of ARM are distinguished by type and
 * subscription. A page does not tell its number, so a missing page in the middle is not noticed.
 */
function missingPages<P extends Page>(pages: readonly P[]): readonly MissingPages<P>[] {
  const keyOf = ({ kind, ids: [id = ''] }: Page): string =>
    kind === 'query' ? kind : `${id.split('/')[2]} ${id.match(/\/providers\/(.+)\/[^/]+$/)?.[1] ?? ''}`;
  const ended = new Set(pages.filter(({ hasNext, isTruncated }) => !hasNext && !isTruncated).map(keyOf));
  const open = pages.find((page) => (page.isTruncated && !page.hasNext) || (page.hasNext && !ended.has(keyOf(page))));
  return open ? [{ page: open, message: INCOMPLETE[open.kind] }] : [];
}
