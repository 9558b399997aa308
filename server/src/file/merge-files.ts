import { lastName, ownerIdOf, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type AbsentVNetRow, ATTACHED_KINDS, type HalfRow, NO_ROWS, STATE_NOT_GIVEN, type TopologyRows } from '@peerscape/shared/topology';
import { createTranslation } from '../azure/translate/index.ts';
import { mergeRows } from '../work/merge-rows.ts';
import { formatNames, recordKey } from './contradictions.ts';
import type { FileContents } from './parse-estate.ts';

/** Contents of a file, with its name. */
export interface NamedContents extends FileContents {
  readonly name: string;
}

/**
 * Merges the rows of several files. The later record of a VNet wins: between files that state when they were exported the newer one, otherwise the
 * one that was named later. Records that contradict each other are reported in `messages`.
 */
export function mergeFiles(files: readonly NamedContents[]): { readonly rows: TopologyRows; readonly messages: readonly string[] } {
  const ordered = inOrderOfAge(files);
  const merged = mergeRows([...ordered.map((file) => file.rows), ...joinParts(ordered)]);
  const { halves, replaced } = dropReplacedHalves(merged.halves);
  const rows = { ...merged, halves };
  const named = files.flatMap((file) => file.rows.subscriptions).filter(({ id, name }) => id !== name);
  const names = new Map(named.map((row) => [row.id.toLowerCase(), row]));
  const subscriptions = rows.subscriptions.map((row) => names.get(row.id.toLowerCase()) ?? row);
  const absentVNets = findAbsentVNets(rows, ordered);
  return {
    rows: { ...rows, subscriptions, ...(absentVNets.length > 0 && { absentVNets }) },
    messages: [...describeContradictions(ordered), ...describeReplaced(replaced)],
  };
}

/** Returns the rows that follow from resources in different files, such as the members of a network group and its configuration. */
function joinParts(files: readonly NamedContents[]): readonly TopologyRows[] {
  if (files.filter(({ parts }) => parts.length > 0).length < 2) return [];
  const translation = createTranslation();
  for (const part of files.flatMap(({ parts }) => parts)) translation.add(part);
  const { connectedGroups, adminRules, routeServers } = translation.rows();
  // the files themselves show which kinds are missing
  return [{ ...NO_ROWS, connectedGroups, adminRules, routeServers, missingKinds: ATTACHED_KINDS }];
}

/**
 * Drops halves without a state where the VNet has a half with a state to the same remote VNet. Azure allows one, so the other is its
 * declaration under another name, as Terraform and templates contain it.
 */
function dropReplacedHalves(all: readonly HalfRow[]): { readonly halves: readonly HalfRow[]; readonly replaced: readonly HalfRow[] } {
  const endsOf = ({ id, remoteId }: HalfRow): string => `${resourceKey(ownerIdOf(id))} ${resourceKey(remoteId)}`;
  const withState = new Set(all.filter(({ state }) => state !== STATE_NOT_GIVEN).map(endsOf));
  const isReplaced = (half: HalfRow): boolean => half.state === STATE_NOT_GIVEN && withState.has(endsOf(half));
  return { halves: all.filter((half) => !isReplaced(half)), replaced: all.filter(isReplaced) };
}

const describeReplaced = (halves: readonly HalfRow[]): readonly string[] =>
  halves.length === 0
    ? []
    : [
        `${halves.length === 1 ? '1 peering is' : `${halves.length} peerings are`} declared under another name than in Azure, such as ${lastName(halves[0]?.id ?? '')}; the peerings with a state are used.`,
      ];

/** Finds the VNets that halves point at and no file contains. The reason is that they are not in the files, unless a Peerscape export has another. */
function findAbsentVNets({ vnets, halves }: TopologyRows, files: readonly NamedContents[]): readonly AbsentVNetRow[] {
  const known = new Set(vnets.map(({ id }) => resourceKey(id)));
  const stated = new Map(files.flatMap(({ rows }) => rows.absentVNets ?? []).map((row) => [resourceKey(row.id), row]));
  const isExport = files.every(({ asOf }) => asOf !== undefined);
  const absent = new Map<ResourceKey, AbsentVNetRow>();
  for (const { remoteId } of halves) {
    const key = resourceKey(remoteId);
    const row = stated.get(key) ?? (isExport ? undefined : { id: remoteId, reason: 'not-in-file' as const });
    if (row && !known.has(key)) absent.set(key, row);
  }
  return [...absent.values()];
}

/** Sorts the files that state a time by it; the others keep their places. */
function inOrderOfAge(files: readonly NamedContents[]): readonly NamedContents[] {
  const dated = files.filter(({ asOf }) => asOf !== undefined).sort((one, other) => ((one.asOf ?? '') < (other.asOf ?? '') ? -1 : 1));
  return files.map((file) => (file.asOf === undefined ? file : (dated.shift() ?? file)));
}

function describeContradictions(files: readonly NamedContents[]): readonly string[] {
  const contradictions = new Map<string, string[]>();
  const before = new Map<ResourceKey, { readonly file: string; readonly print: string }>();
  for (const { name: file, rows } of files) {
    const halves = groupHalves(rows.halves);
    for (const vnet of rows.vnets) {
      const key = resourceKey(vnet.id);
      const print = recordKey(vnet, halves.get(key) ?? []);
      const known = before.get(key);
      if (known && known.file !== file && known.print !== print && !vnet.halvesNotRead) {
        const pair = `${known.file} and ${file} describe VNets differently; ${file} is used for`;
        contradictions.set(pair, [...(contradictions.get(pair) ?? []), vnet.id.split('/').at(-1) ?? vnet.id]);
      }
      before.set(key, { file, print });
    }
  }
  return [...contradictions].map(([pair, names]) => `${pair} ${formatNames(names)}`);
}

function groupHalves(halves: readonly HalfRow[]): ReadonlyMap<ResourceKey, readonly HalfRow[]> {
  const groups = new Map<ResourceKey, HalfRow[]>();
  for (const half of halves) {
    const owner = resourceKey(ownerIdOf(half.id));
    const group = groups.get(owner);
    if (group) group.push(half);
    else groups.set(owner, [half]);
  }
  return groups;
}
