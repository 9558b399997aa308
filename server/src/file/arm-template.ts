import { asObject, asObjects, type Wire } from '../azure/translate/index.ts';
import { createEvaluator, type Evaluate, joinTypes } from './template-expression.ts';

/** Network resources of an ARM template (also compiled Bicep and `az group export`), in the form that ARM returns. */
export interface ArmTemplate {
  readonly resources: readonly Wire[];
  /** Types and names of resources whose name or remote VNet depends on a deployment. */
  readonly unresolved: readonly string[];
}

/** Placeholder for the subscription of a template, which is known only during a deployment. */
export const TEMPLATE_SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';
const TEMPLATE_GROUP = `/subscriptions/${TEMPLATE_SUBSCRIPTION}/resourceGroups/template`;
const MAX_TEMPLATES = 8;

export const isArmTemplate = (json: unknown): boolean =>
  /deploymentTemplate\.json/i.test(String(asObject(json).$schema ?? '')) && 'resources' in asObject(json);

/** Reads the resources of a template. Children and nested deployments are included; expressions that cannot be evaluated are listed. */
export function readArmTemplate(json: unknown): ArmTemplate {
  const resources: Wire[] = [];
  const unresolved: string[] = [];
  readTemplate(
    asObject(json),
    {},
    0,
    (resource) => resources.push(resource),
    (name) => unresolved.push(name),
  );
  return { resources, unresolved };
}

function readTemplate(
  template: Wire,
  given: Wire,
  depth: number,
  onResource: (resource: Wire) => void,
  onUnresolved: (name: string) => void,
): void {
  const defaults = Object.entries(asObject(template.parameters)).map(([name, parameter]) => [name, asObject(parameter).defaultValue]);
  const parameters = { ...Object.fromEntries(defaults), ...given };
  const evaluate = createEvaluator({ parameters, variables: asObject(template.variables), resourceGroupId: TEMPLATE_GROUP });

  const read = (resource: Wire, parentType: string, parentName: string): void => {
    const type = [parentType, String(resource.type)].filter(Boolean).join('/');
    if (/^Microsoft\.Resources\/deployments$/i.test(type)) {
      const { template: inner, parameters: passed } = asObject(resource.properties);
      const values = Object.entries(asObject(passed)).map(([name, one]) => [name, evaluate(asObject(one).value)]);
      if (depth < MAX_TEMPLATES) readTemplate(asObject(inner), Object.fromEntries(values), depth + 1, onResource, onUnresolved);
      return;
    }
    if (!/^Microsoft\.Network\//i.test(type)) return;
    const evaluated = evaluate(resource.name);
    if (typeof evaluated !== 'string' || evaluated === '') {
      onUnresolved(`${type} ${String(resource.name)}`);
      return;
    }
    const name = [parentName, evaluated].filter(Boolean).join('/');
    for (const child of resourcesOf(resource)) read(child, type, name);
    const properties = resolve(resource.properties, evaluate);
    const result = {
      id: `${TEMPLATE_GROUP}/providers/${joinTypes(type, name.split('/'))}`,
      name: name.split('/').at(-1),
      type,
      location: evaluate(resource.location),
      tags: resolve(resource.tags, evaluate),
      sku: resolve(resource.sku, evaluate),
      properties: withNamedParts(properties, `${TEMPLATE_GROUP}/providers/${joinTypes(type, name.split('/'))}`),
    };
    if (hasRemote(result)) onResource(result);
    else onUnresolved(`${type} ${name}`);
  };
  for (const resource of resourcesOf(template)) read(resource, '', '');
}

/** Returns the resources: they are a list, or an object by symbolic name (languageVersion 2.0). */
const resourcesOf = ({ resources }: Wire): readonly Wire[] =>
  Array.isArray(resources) ? asObjects(resources) : asObjects(Object.values(asObject(resources)));

/** Evaluates every string in a value, and omits those that cannot be evaluated. */
function resolve(value: unknown, evaluate: Evaluate): unknown {
  if (Array.isArray(value)) return value.map((one) => resolve(one, evaluate)).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return evaluate(value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const resolved = resolve(inner, evaluate);
      return resolved === undefined ? [] : [[name, resolved]];
    }),
  );
}

/** Adds the ids that ARM would return to the subnets and halves in a VNet. */
function withNamedParts(properties: unknown, id: string): Wire {
  const own = asObject(properties);
  const named = (part: string) =>
    Array.isArray(own[part]) && { [part]: asObjects(own[part]).map((one) => ({ ...one, id: `${id}/${part}/${String(one.name)}` })) };
  return { ...own, ...named('subnets'), ...named('virtualNetworkPeerings') };
}

/** Returns false for a half whose remote VNet could not be evaluated. */
const hasRemote = ({ type, properties }: Wire): boolean =>
  !/\/virtualNetworkPeerings$/i.test(String(type)) || typeof asObject(asObject(properties).remoteVirtualNetwork).id === 'string';
