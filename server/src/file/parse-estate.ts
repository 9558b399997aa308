import { SnapshotDocument } from '@peerscape/shared/api';
import { lastName, parseResourceId } from '@peerscape/shared/arm';
import { formatNumber, type ReadError, STATE_NOT_GIVEN, type SubscriptionRow, type TopologyRows } from '@peerscape/shared/topology';
import { asObject, createTranslation, PEERINGS_NOT_INCLUDED, toSubscriptionRow, type Wire } from '../azure/translate/index.ts';
import { toArmNames } from './arm-property-names.ts';
import { isArmTemplate, readArmTemplate } from './arm-template.ts';
import { describeContradictionsWithin } from './contradictions.ts';
import { addMissingLists, missingLists } from './earlier-export.ts';
import { findResources, isAccount, type Page } from './find-resources.ts';
import { describeJson } from './other-formats.ts';
import { readTerraform } from './terraform.ts';

/** Content of one file. */
export interface FileContents {
  readonly rows: TopologyRows;
  readonly unread: readonly ReadError[];
  /** Read errors of single resources; another file may contain what is missing. */
  readonly problems: readonly ReadError[];
  /** Sentences about the content that are no read errors. */
  readonly messages: readonly string[];
  readonly pages: readonly Page[];
  /** Resources that have rows only together with others, which may be in another file. */
  readonly parts: readonly Wire[];
  /** False if the file is an export that states which types were not read; in other files, a missing type can also be one without resources. */
  readonly canBeWhole: boolean;
  /** Time at which the content was read from Azure, if the file states it. */
  readonly asOf?: string;
}

export type ParsedEstate = { readonly ok: true; readonly contents: FileContents } | { readonly ok: false; readonly problem: string };

const EXPECTED =
  'the output of "az network vnet list" or "az graph query", a list response of Azure Resource Manager, a Terraform state or plan, an ARM template, or an export of Peerscape';

/** Reads the JSON values of a file as one estate, or describes what they are instead. `file` is the name for messages. */
export function parseEstate(values: readonly unknown[], file: string): ParsedEstate {
  const [first] = values;
  if (values.length === 1 && 'format' in asObject(first) && 'rows' in asObject(first)) return parseExport(first);
  const collected = collect(values);
  if (collected.resources.length === 0 && collected.unresolved.length === 0 && collected.kinds.length === 0) {
    const isEmpty =
      values.every((value) => Array.isArray(value) && value.length === 0) || collected.pages.some(({ ids }) => ids.length === 0);
    if (!isEmpty) return { ok: false, problem: describeNothing(values, collected.others) };
  }
  return translate(collected, file, values);
}

/** Parses an export of this or an earlier version of Peerscape. */
function parseExport(json: unknown): ParsedEstate {
  const checked = SnapshotDocument.safeParse(addMissingLists(json));
  if (checked.success) {
    const { rows, unread, readAt, source, messages = [] } = checked.data;
    const canBeWhole = source.kind === 'file' && missingLists(json).length === 0;
    return { ok: true, contents: { rows, unread, problems: [], messages, pages: [], parts: [], canBeWhole, asOf: readAt } };
  }
  const [issue] = checked.error.issues;
  return {
    ok: false,
    problem: `The file looks like a Peerscape export, but is invalid at ${issue?.path.join('.') || 'the top level'}: ${issue?.message}`,
  };
}

interface CollectedContent {
  readonly resources: readonly Wire[];
  readonly pages: readonly Page[];
  readonly others: number;
  /** Code and message of error responses of ARM. */
  readonly errors: readonly string[];
  /** Kinds of sources without peering states: “a Terraform state (Terraform 1.9.0)”. */
  readonly kinds: readonly string[];
  /** Names of resources that depend on a deployment. */
  readonly unresolved: readonly string[];
  /** Lists with exactly as many entries as one page returns. */
  readonly fullLists: readonly number[];
}

function collect(values: readonly unknown[]): CollectedContent {
  const parts = values.map((value): CollectedContent => {
    const nothing = { pages: [], others: 0, errors: [], kinds: [], unresolved: [], fullLists: [] };
    const terraform = readTerraform(value);
    if (terraform) return { ...nothing, ...terraform, kinds: [terraform.kind] };
    if (isArmTemplate(value)) return { ...nothing, ...readArmTemplate(value), kinds: ['an ARM template'] };
    const { resources, pages, others, errors } = findResources(value);
    const isExpression = ({ id, name }: Wire): boolean => [id, name].some((text) => typeof text === 'string' && text.startsWith('['));
    const expressions = resources.filter(isExpression);
    return {
      resources: resources.filter((one) => !isExpression(one)),
      pages,
      others,
      errors,
      kinds: expressions.length > 0 ? ['part of an ARM template'] : [],
      unresolved: expressions.map(({ name, id }) => String(name ?? id)),
      fullLists: Array.isArray(value) && PAGE_SIZES.has(value.length) ? [value.length] : [],
    };
  });
  return {
    resources: parts.flatMap(({ resources }) => resources).map(toArmNames),
    pages: parts.flatMap(({ pages }) => pages),
    others: parts.reduce((sum, { others }) => sum + others, 0),
    errors: parts.flatMap(({ errors }) => errors),
    kinds: [...new Set(parts.flatMap(({ kinds }) => kinds))],
    unresolved: parts.flatMap(({ unresolved }) => unresolved),
    fullLists: parts.flatMap(({ fullLists }) => fullLists),
  };
}

/** `az graph query` returns 100 records unless told otherwise, and never more than 1,000. */
const PAGE_SIZES: ReadonlySet<number> = new Set([100, 1000]);

function describeNothing(values: readonly unknown[], entries: number): string {
  const known = values.map(describeJson).find((one) => one !== undefined);
  if (known) return known;
  return entries > 0
    ? `None of the ${entries} entries is a network resource. Peerscape opens ${EXPECTED}`
    : `The file is JSON but not ${EXPECTED}`;
}

function translate(collected: CollectedContent, file: string, values: readonly unknown[]): ParsedEstate {
  const translation = createTranslation();
  const accounts: SubscriptionRow[] = [];
  const ignored = new Map<string, number>();
  for (const resource of collected.resources) {
    const account = isAccount(resource) ? toSubscriptionRow(resource) : undefined;
    if (account) accounts.push(account);
    else if (!translation.add(resource) && !isPart(resource)) {
      const type = typeof resource.type === 'string' ? resource.type : 'no type';
      ignored.set(type, (ignored.get(type) ?? 0) + 1);
    }
  }
  const total = collected.resources.length;
  const ignoredTotal = [...ignored.values()].reduce((sum, count) => sum + count, 0);
  if (total > 0 && ignoredTotal === total && ![...ignored.keys()].some(isNetworkType)) {
    return { ok: false, problem: describeNothing(values, total) };
  }
  const rows = translation.rows();
  const missingKinds = translation.missingKinds();
  const isStateless = collected.kinds.length > 0;
  return {
    ok: true,
    contents: {
      rows: { ...rows, subscriptions: nameSubscriptions(rows, accounts), ...(missingKinds.length > 0 && { missingKinds }) },
      unread: [
        ...describeStateless(collected),
        ...describeErrors(collected),
        ...describeBare(rows, collected),
        ...describeUnknownStates(rows, collected),
      ].map((message) => ({ scope: file, name: file, message })),
      problems: isStateless ? [] : translation.problems(),
      messages: [
        ...describeIgnored(ignored, collected.others),
        ...describeUnresolved(collected),
        ...(isStateless ? describeProblems(translation.problems().filter(({ message }) => message !== PEERINGS_NOT_INCLUDED)) : []),
        ...describeFullLists(collected),
        ...describeContradictionsWithin(collected.resources),
      ].map((message) => `${file}: ${message}`),
      pages: collected.pages,
      parts: collected.resources.filter((resource) => isPart(resource) || isHub(resource)),
      canBeWhole: true,
    },
  };
}

/** Returns whether a resource is a part of a network manager, whose configurations are read with it. */
const isPart = ({ type }: Wire): boolean => typeof type === 'string' && /^Microsoft\.Network\/networkManagers\//i.test(type);

/** Returns whether a resource is a virtual hub, or the IP configuration that shows it to be a Route Server. */
const isHub = ({ type }: Wire): boolean =>
  typeof type === 'string' && /^Microsoft\.Network\/virtualHubs(?:\/ipConfigurations)?$/i.test(type);

const isNetworkType = (type: string): boolean => /^Microsoft\.(Classic)?Network\//i.test(type);

const INSTEAD = 'For states, export with "az network vnet list" or "az graph query"';

/** Sources that describe what should be deployed do not contain states. */
const describeStateless = ({ kinds }: CollectedContent): readonly string[] =>
  kinds.map(
    (kind) =>
      `The file is ${kind}: it does not contain the states of peerings, and there may be more peerings than it describes. ${INSTEAD}`,
  );

/** Describes read errors of single resources in one sentence per message, with the names of the resources. */
export function describeProblems(problems: readonly ReadError[]): readonly string[] {
  const names = new Map<string, string[]>();
  for (const { name, message } of problems) {
    const known = names.get(message);
    if (known) known.push(name);
    else names.set(message, [name]);
  }
  return [...names].map(([message, all]) => `${listNames(all)}: ${message}`);
}

const listNames = (all: readonly string[]): string => {
  const shown = [...new Set(all)];
  return shown.length <= 5 ? shown.join(', ') : `${shown.slice(0, 4).join(', ')} and ${formatNumber(shown.length - 4)} more`;
};

const describeErrors = ({ errors }: CollectedContent): readonly string[] =>
  [...new Set(errors)].map((error) => `The file contains an error response of Azure Resource Manager: ${error}`);

/** ARM returns the state of every peering, so one without a state was not exported completely. */
function describeUnknownStates({ halves }: TopologyRows, { kinds }: CollectedContent): readonly string[] {
  const unknown = halves.filter(({ state }) => state === STATE_NOT_GIVEN);
  return unknown.length === 0 || kinds.length > 0
    ? []
    : [`${listNames(unknown.map(({ id }) => lastName(id)))}: the state of the peering is not included (peeringState)`];
}

function describeBare({ vnets }: TopologyRows, { kinds }: CollectedContent): readonly string[] {
  const bare = vnets.filter(({ addressSpace }) => addressSpace.length === 0);
  return bare.length === 0 || kinds.length > 0
    ? []
    : [
        `${listNames(bare.map(({ id }) => id.split('/').at(-1) ?? id))}: the address space is not included; a query has to project id, name, type, location, tags, properties`,
      ];
}

function describeIgnored(ignored: ReadonlyMap<string, number>, others: number): readonly string[] {
  const types = [...ignored].sort(([, one], [, other]) => other - one);
  const count = types.reduce((sum, [, one]) => sum + one, 0);
  const listed = types.slice(0, 5).map(([type, one]) => `${one} of ${type}`);
  const classic = types.some(([type]) => /^Microsoft\.ClassicNetwork\//i.test(type));
  return [
    ...(count > 0
      ? [
          `${count} ${count === 1 ? 'record was' : 'records were'} ignored, because Peerscape does not use the type: ${[...listed, ...(types.length > 5 ? ['others'] : [])].join(', ')}${classic ? '. Classic VNets are not supported' : ''}`,
        ]
      : []),
    ...(others > 0
      ? [`${others} ${others === 1 ? 'entry was' : 'entries were'} ignored, because ${others === 1 ? 'it is' : 'they are'} no resource`]
      : []),
  ];
}

const describeUnresolved = ({ unresolved }: CollectedContent): readonly string[] =>
  unresolved.length === 0 ? [] : [`Not resolved, because the value depends on a deployment: ${listNames(unresolved)}`];

const describeFullLists = ({ fullLists }: CollectedContent): readonly string[] =>
  fullLists.map(
    (count) =>
      `The file contains exactly ${count.toLocaleString('en')} records, as many as one page. Check that the export is complete (--first, --skip-token)`,
  );

/** Adds the subscriptions of the VNets. Files seldom contain a subscription's name; then its id is used. */
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
