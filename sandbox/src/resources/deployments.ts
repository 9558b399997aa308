import { INVENTED } from '../arm/invented-codes.ts';
import { type ArmError, type Call, frontEndError, list, noContent, type OperationHandler, value } from '../arm/operation-handler.ts';
import type { RouteTable } from '../arm/route.ts';
import type { Shape } from '../arm/shape.ts';
import type { Clock } from '../clock.ts';
import { startOperation } from '../store/operations.ts';
import { groupKey, type Store, type StoredDeployment, type StoredGroup } from '../store/store.ts';
import { createResourceClient, deployTemplate, invalidTemplate, type Plan, toTarget, toTypedValue } from './deploy-template.ts';
import {
  createTargetFunctions,
  createValueFunctions,
  type ParameterValues,
  resolveParameters,
  resolveResources,
  type Template,
} from './template.ts';
import { TemplateProblem } from './template-expressions.ts';

const DEPLOYMENT_TYPE = 'Microsoft.Resources/deployments';

/** Shape of the body of a deployment. */
export const DEPLOYMENT_SHAPE: Shape = {
  tags: 'any',
  properties: {
    mode: 'string',
    parameters: 'any',
    template: {
      $schema: 'string',
      contentVersion: 'string',
      metadata: 'any',
      parameters: 'any',
      variables: 'any',
      resources: 'any',
      outputs: 'any',
    },
  },
};

interface DeploymentBody {
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties?: { readonly mode?: string; readonly template?: Template; readonly parameters?: ParameterValues };
}

const keyOf = ({ subscriptionId = '', resourceGroupName = '', deploymentName = '' }: Call['params']): string =>
  `${groupKey(subscriptionId, resourceGroupName)}/${deploymentName.toLowerCase()}`;

const notFound = (name: string): ArmError => frontEndError(404, 'DeploymentNotFound', `Deployment '${name}' could not be found.`);

export const getDeployment: OperationHandler = (store, _, { params }) => {
  const deployment = store.deployments.get(keyOf(params));
  return deployment ? value(toWireDeployment(deployment)) : notFound(params.deploymentName ?? '');
};

/** Handles `HEAD`: returns 204 if the deployment exists, otherwise 404. */
export const checkDeployment: OperationHandler = (store, _, { params }) =>
  store.deployments.has(keyOf(params)) ? noContent : notFound(params.deploymentName ?? '');

export const listDeployments: OperationHandler = (store, _, { params: { subscriptionId = '', resourceGroupName = '' } }) => {
  const key = groupKey(subscriptionId, resourceGroupName);
  return list(
    [...store.deployments.values()].filter((each) => groupKey(each.subscriptionId, each.resourceGroup) === key),
    toWireDeployment,
  );
};

/** Lists the resources that a deployment created or failed to create. */
export const listDeploymentOperations: OperationHandler = (store, _, { params }) => {
  const deployment = store.deployments.get(keyOf(params));
  if (!deployment) return notFound(params.deploymentName ?? '');
  const { timestamp, duration } = deployment.properties;
  return list(deployment.operations, ({ id, target, problem }) => ({
    id: `${deployment.id}/operations/${id}`,
    operationId: id,
    properties: {
      provisioningOperation: 'Create',
      provisioningState: problem ? 'Failed' : 'Succeeded',
      timestamp,
      duration,
      ...(problem && { statusMessage: { error: problem } }),
      targetResource: target,
    },
  }));
};

/** Deletes a deployment, but nothing that it created. */
export const deleteDeployment: OperationHandler = (store, clock, { params }) => {
  const deployment = store.deployments.get(keyOf(params));
  if (!deployment) return noContent;
  const operation = startOperation(store, clock, {
    ...operationOf(deployment),
    verb: 'delete',
    polledAt: 'group',
    finish: (memory) => void memory.deployments.delete(keyOf(params)),
    fail: () => undefined,
  });
  return { kind: 'started', status: 202, operation };
};

/** Checks a template and its parameters without deploying it. */
export const validateDeployment: OperationHandler = (store, clock, call) => {
  const draft = draftDeployment(store, clock, call);
  if ('kind' in draft) return draft;
  const { deployment, plan } = draft;
  const validatedResources = plan.resources.map(({ id }) => ({ id }));
  const properties = { ...deployment.properties, provisioningState: 'Succeeded', validatedResources };
  return value(toWireDeployment({ ...deployment, properties }));
};

/** Creates the handler that deploys a template. `table` finds the operations that write and read its resources. */
export const createDeploymentHandler =
  (table: RouteTable): OperationHandler =>
  (store, clock, call) => {
    const key = keyOf(call.params);
    const before = store.deployments.get(key);
    if (before?.properties.provisioningState === 'Running') return stillActive(before.name);
    const draft = draftDeployment(store, clock, call);
    if ('kind' in draft) return draft;
    const { deployment, plan } = draft;
    const startedAt = clock.now();
    const update = (memory: Store, properties: object, operations: StoredDeployment['operations'] = []): void => {
      const after = { ...deployment.properties, ...timesOf(clock, startedAt), ...properties };
      memory.deployments.set(key, { ...deployment, properties: after, operations });
    };
    update(store, { provisioningState: 'Running' });
    const operation = startOperation(store, clock, {
      ...operationOf(deployment),
      verb: 'put',
      polledAt: 'deployment',
      finish: (memory, running) => {
        const { properties, operations, failure } = deployTemplate(plan, createResourceClient(memory, clock, call, table));
        if (failure) running.failure = failure;
        update(
          memory,
          properties,
          operations.map((each) => ({ id: memory.newGuid(), ...each })),
        );
      },
      fail: (memory) => update(memory, { provisioningState: 'Failed' }),
    });
    return { kind: 'started', status: before ? 200 : 201, body: toWireDeployment(deployment), operation };
  };

/** Returns what all operations on a deployment have in common. */
const operationOf = ({ subscriptionId, resourceGroup, name }: StoredDeployment) => ({
  subscriptionId,
  resourceGroup,
  deployment: name,
  location: 'global',
  operationClass: 'group' as const,
  name: 'DeploymentOperation',
  locks: undefined,
});

/** Returns the deployment that a body describes, or ARM's refusal. */
function draftDeployment(
  store: Store,
  clock: Clock,
  call: Call,
): { readonly deployment: StoredDeployment; readonly plan: Plan } | ArmError {
  const { subscriptionId = '', resourceGroupName = '', deploymentName = '' } = call.params;
  const group = store.groups.get(groupKey(subscriptionId, resourceGroupName));
  const { properties: { mode, template, parameters = {} } = {}, tags } = call.body as DeploymentBody;
  if (!group) throw new Error('ARM checks that the resource group exists');
  if (mode?.toLowerCase() !== 'incremental') return modeNotServed(mode);
  if (!template) return TEMPLATE_MISSING;
  const plan = planDeployment(store, group, template, parameters);
  if ('kind' in plan) return plan;
  const deployment: StoredDeployment = {
    id: `${group.id}/providers/${DEPLOYMENT_TYPE}/${deploymentName}`,
    name: deploymentName,
    subscriptionId: group.subscriptionId,
    resourceGroup: group.name,
    ...(tags && { tags }),
    properties: {
      ...describePlan(plan),
      provisioningState: 'Accepted',
      correlationId: store.newGuid(),
      ...timesOf(clock, clock.now()),
    },
    operations: [],
  };
  return { deployment, plan };
}

const modeNotServed = (mode = ''): ArmError =>
  frontEndError(400, INVENTED.deploymentMode, `The sandbox does not serve the deployment mode '${mode}', only 'Incremental'.`);

const stillActive = (name: string): ArmError =>
  frontEndError(409, 'DeploymentActive', `The deployment with name '${name}' cannot be edited because it is still active.`);

const TEMPLATE_MISSING = frontEndError(
  400,
  'InvalidRequestContent',
  "The request content was invalid and could not be deserialized: Required property 'template' not found in JSON.",
);

function planDeployment(store: Store, group: StoredGroup, template: Template, given: ParameterValues): Plan | ArmError {
  try {
    const target = createTargetFunctions(store, group);
    const parameters = resolveParameters(template, given, target);
    const functions = createValueFunctions(template, parameters, target);
    return { template, parameters, functions, resources: resolveResources(template, group, functions) };
  } catch (error) {
    if (error instanceof TemplateProblem) return invalidTemplate(error);
    throw error;
  }
}

const timesOf = (clock: Clock, startedAt: number) => ({
  timestamp: new Date(clock.now()).toISOString(),
  duration: `PT${(clock.now() - startedAt) / 1000}S`,
});

/** Returns what a deployment shows of its template. */
function describePlan({ template, parameters, resources }: Plan): Readonly<Record<string, unknown>> {
  const shown = Object.entries(template.parameters ?? {}).map(
    ([name, { type }]) => [name, toTypedValue(type, parameters.get(name.toLowerCase()))] as const,
  );
  const dependent = resources.filter(({ dependsOn }) => dependsOn.length > 0);
  return {
    mode: 'Incremental',
    parameters: Object.fromEntries(shown),
    dependencies: dependent.map((each) => ({ dependsOn: each.dependsOn.map(toTarget), ...toTarget(each) })),
  };
}

const toWireDeployment = ({ id, name, tags, properties }: StoredDeployment) => ({
  id,
  name,
  type: DEPLOYMENT_TYPE,
  ...(tags && { tags }),
  properties,
});
