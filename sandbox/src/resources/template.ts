import { groupKey, type Store, type StoredGroup } from '../store/store.ts';
import { evaluateTemplate, type TemplateFunctions, TemplateProblem } from './template-expressions.ts';

/** Template of a deployment to a resource group. */
export interface Template {
  readonly parameters?: Readonly<Record<string, { readonly type: string; readonly defaultValue?: unknown }>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly resources?: readonly RawResource[];
  readonly outputs?: Readonly<Record<string, { readonly type: string; readonly value?: unknown }>>;
}

interface RawResource extends Readonly<Record<string, unknown>> {
  readonly type: string;
  readonly name: string;
  readonly apiVersion: string;
  readonly dependsOn?: readonly string[];
}

/** A resource of a template whose body has not been evaluated yet, because it may refer to resources that the deployment creates. */
export interface TemplateResource {
  readonly id: string;
  readonly type: string;
  /** `hub/app` of a subnet. */
  readonly name: string;
  readonly apiVersion: string;
  /** Resources of the template that must be created before. */
  readonly dependsOn: readonly TemplateResource[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** Values that a deployment gives to the parameters of its template. */
export type ParameterValues = Readonly<Record<string, { readonly value?: unknown }>>;

const REQUIRED_MEMBERS = ['type', 'name', 'apiVersion'] as const;

/** Members of a resource that say how to deploy it and are not part of its body. */
const DEPLOYMENT_MEMBERS = ['type', 'name', 'apiVersion', 'dependsOn', 'comments', 'metadata'];

/** Returns the values of the parameters: those of the deployment, otherwise the defaults. */
export function resolveParameters(template: Template, given: ParameterValues, functions: TemplateFunctions): ReadonlyMap<string, unknown> {
  const declared = Object.entries(template.parameters ?? {});
  const unknown = Object.keys(given).find((name) => !declared.some(([each]) => isSameName(each, name)));
  if (unknown !== undefined)
    throw new TemplateProblem(
      `The following parameters were supplied, but do not correspond to any parameters defined in the template: '${unknown}'.`,
    );
  return new Map(
    declared.map(([name, { defaultValue }]) => {
      const [, supplied] = Object.entries(given).find(([each]) => isSameName(each, name)) ?? [];
      if (supplied?.value === undefined && defaultValue === undefined)
        throw new TemplateProblem(`The value for the template parameter '${name}' is not provided.`);
      return [name.toLowerCase(), supplied?.value ?? evaluateTemplate(defaultValue, functions)] as const;
    }),
  );
}

const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Returns the functions that describe the target of a deployment. */
export function createTargetFunctions(store: Store, group: StoredGroup): TemplateFunctions {
  const { id, name, location, tags } = group;
  const subscription = store.subscriptions.get(group.subscriptionId.toLowerCase());
  return {
    resourcegroup: () => ({ id, name, location, tags: tags ?? {}, properties: { provisioningState: 'Succeeded' } }),
    subscription: () => ({
      id: `/subscriptions/${group.subscriptionId}`,
      subscriptionId: group.subscriptionId,
      tenantId: subscription?.tenantId,
      displayName: subscription?.name,
    }),
    resourceid: (args) => resourceIdOf(store, group, args.map(String)),
  };
}

/** Returns the functions that read the parameters and variables of a template. */
export function createValueFunctions(
  { variables = {} }: Template,
  parameters: ReadonlyMap<string, unknown>,
  target: TemplateFunctions,
): TemplateFunctions {
  const functions: TemplateFunctions = {
    ...target,
    parameters: ([name]) => {
      if (!parameters.has(String(name).toLowerCase())) throw new TemplateProblem(`The template parameter '${name}' is not found.`);
      return parameters.get(String(name).toLowerCase());
    },
    variables: ([name]) => {
      const entry = Object.entries(variables).find(([each]) => isSameName(each, String(name)));
      if (!entry) throw new TemplateProblem(`The template variable '${name}' is not found.`);
      return evaluateTemplate(entry[1], functions);
    },
  };
  return functions;
}

/** Implements `resourceId([subscription], [group], type, name…)`. */
function resourceIdOf(store: Store, group: StoredGroup, args: readonly string[]): string {
  const typeAt = args.findIndex((each) => each.includes('/'));
  const [type = '', ...names] = args.slice(typeAt);
  const scope = args.slice(0, Math.max(typeAt, 0));
  const subscriptionId = scope.length === 2 ? (scope[0] ?? '') : group.subscriptionId;
  const groupName = scope.at(-1) ?? group.name;
  const base = store.groups.get(groupKey(subscriptionId, groupName))?.id ?? `/subscriptions/${subscriptionId}/resourceGroups/${groupName}`;
  if (type.split('/').length !== names.length + 1)
    throw new TemplateProblem(
      `Unable to evaluate template language function 'resourceId': the type '${type}' requires other resource names.`,
    );
  return toId(base, type, names);
}

function toId(base: string, type: string, names: readonly string[]): string {
  const [namespace, ...segments] = type.split('/');
  return `${base}/providers/${namespace}${segments.map((segment, i) => `/${segment}/${names[i]}`).join('')}`;
}

/** Returns the resources of a template in an order in which each comes after those that it depends on. */
export function resolveResources({ resources }: Template, group: StoredGroup, functions: TemplateFunctions): readonly TemplateResource[] {
  if (!Array.isArray(resources)) throw new TemplateProblem("The template property 'resources' must be an array.");
  const raws: readonly RawResource[] = resources;
  const named = raws.map((raw) => ({ raw, ...identify(raw, group, functions) }));
  const ordered = new Map<string, TemplateResource>();
  const add = (one: (typeof named)[number], path: readonly string[]): TemplateResource => {
    const known = ordered.get(one.id);
    if (known) return known;
    if (path.includes(one.id)) throw new TemplateProblem(`Circular dependency detected on resource: '${one.id}'.`);
    const references = (one.raw.dependsOn ?? []).map((each) => String(evaluateTemplate(each, functions)).toLowerCase());
    const dependsOn = references.map((reference) => {
      const target = named.find(({ id, name, type }) => [id, name, `${type}/${name}`].some((each) => each.toLowerCase() === reference));
      if (!target) throw new TemplateProblem(`The resource '${reference}' is not defined in the template.`);
      return add(target, [...path, one.id]);
    });
    const body = Object.fromEntries(Object.entries(one.raw).filter(([member]) => !DEPLOYMENT_MEMBERS.includes(member)));
    const resource = { id: one.id, type: one.type, name: one.name, apiVersion: one.raw.apiVersion, dependsOn, body };
    ordered.set(one.id, resource);
    return resource;
  };
  for (const one of named) add(one, []);
  return [...ordered.values()];
}

function identify(raw: RawResource, group: StoredGroup, functions: TemplateFunctions) {
  const missing = REQUIRED_MEMBERS.find((member) => typeof raw[member] !== 'string');
  if (missing !== undefined) throw new TemplateProblem(`Required property '${missing}' not found in a resource of the template.`);
  const { type, name: text } = raw;
  const name = String(evaluateTemplate(text, functions));
  const names = name.split('/');
  if (type.split('/').length === names.length + 1) return { id: toId(group.id, type, names), type, name };
  throw new TemplateProblem(
    `The template resource '${name}' for type '${type}' has incorrect segment lengths. A nested resource type must have identical number of segments as its resource name. A root resource type must have segment length one greater than its resource name.`,
  );
}
