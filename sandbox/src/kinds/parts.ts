import type { Draft, Properties } from './resource-kind.ts';

/** A named part of a resource that has an ID of its own, such as a route or an IP configuration. */
export interface Part {
  readonly name: string;
  readonly id: string;
  readonly type?: string;
  readonly properties: Properties;
}

/** A part in a request body. */
interface PartBody {
  readonly name?: string;
  readonly properties?: Properties;
}

/** Returns the parts in a property of the body, whose shape has been checked. */
export const partBodiesOf = ({ properties }: Pick<Draft, 'properties'>, property: string): readonly PartBody[] =>
  (properties[property] ?? []) as readonly PartBody[];

/** Returns the parts in a property of a stored resource. */
export const partsIn = (properties: Properties | undefined, property: string): readonly Part[] =>
  (properties?.[property] ?? []) as readonly Part[];

/** Builds the parts of a property, with IDs below that of the resource. `type` is the last segment of their type and of their IDs. */
export const buildParts = (draft: Draft, property: string, build: (properties: Properties) => Properties, type = property): Part[] =>
  partBodiesOf(draft, property).map(({ name = '', properties = {} }) => ({
    name,
    id: `${draft.id}/${type}/${name}`,
    type: `${draft.type}/${type}`,
    properties: build(properties),
  }));

/** Returns the problem of the first item that has one. */
export function findProblem<Item, Problem>(items: readonly Item[], problemOf: (item: Item) => Problem | undefined): Problem | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Returns the named properties that are there. */
export const selectProperties = (properties: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(names.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])));
