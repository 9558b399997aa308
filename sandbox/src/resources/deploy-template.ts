import { checkFrontEnd } from '../arm/front-end-checks.ts';
import { INVENTED } from '../arm/invented-codes.ts';
import { type ArmError, type Call, frontEndError } from '../arm/operation-handler.ts';
import type { RouteTable } from '../arm/route.ts';
import type { Clock } from '../clock.ts';
import { completeOperation, type OperationFailure, type OperationProblem } from '../store/operations.ts';
import type { Store, StoredDeploymentOperation } from '../store/store.ts';
import type { Template, TemplateResource } from './template.ts';
import { evaluateTemplate, type TemplateFunctions, TemplateProblem } from './template-expressions.ts';

/** A template whose parameters and resources are known. */
export interface Plan {
  readonly template: Template;
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly resources: readonly TemplateResource[];
  readonly functions: TemplateFunctions;
}

/** Writes and reads resources for a deployment. Throws a `Refusal`. */
export interface ResourceClient {
  read(id: string, apiVersion: string): unknown;
  write(id: string, apiVersion: string, body: unknown): void;
}

/** ARM's refusal to write or read a resource of a deployment. */
class Refusal extends Error {
  readonly problem: OperationProblem;
  constructor({ code, message, details }: OperationProblem) {
    super(message);
    this.problem = { code, message, ...(details && { details }) };
  }
}

/** Creates a client that acts as the caller of the deployment. Operations that it starts complete at once. */
export function createResourceClient(store: Store, clock: Clock, { caller, origin }: Call, table: RouteTable): ResourceClient {
  const send = (method: 'GET' | 'PUT', id: string, apiVersion: string, body?: unknown): unknown => {
    const match = table.match(method, id);
    if (!match) throw new Refusal({ code: INVENTED.unknownOperation, message: `The sandbox does not serve ${method} ${id}.` });
    const call: Call = { params: match.params, query: new Map([['api-version', apiVersion]]), body, caller, apiVersion, origin };
    const answer = checkFrontEnd(store, match.route, id, call) ?? match.route.run(store, clock, call);
    if (answer.kind === 'error') throw new Refusal(answer);
    if (answer.kind !== 'started') return answer.kind === 'value' ? answer.body : undefined;
    completeOperation(store, answer.operation);
    if (answer.operation.failure) throw new Refusal(answer.operation.failure);
    return undefined;
  };
  return {
    read: (id, apiVersion) => send('GET', id, apiVersion),
    write: (id, apiVersion, body) => void send('PUT', id, apiVersion, body),
  };
}

interface DeploymentResult {
  /** Properties of the deployment afterwards. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly operations: readonly Omit<StoredDeploymentOperation, 'id'>[];
  readonly failure?: OperationFailure;
}

/** Returns a resource of a template as deployments refer to it. */
export const toTarget = ({ id, type, name }: TemplateResource): StoredDeploymentOperation['target'] => ({
  id,
  resourceType: type,
  resourceName: name,
});

/** Creates the resources of a template one after another, except those that depend on one that failed, and evaluates its outputs. */
export function deployTemplate(plan: Plan, client: ResourceClient): DeploymentResult {
  const functions: TemplateFunctions = { ...plan.functions, reference: (args) => resolveReference(plan, client, args) };
  const created: TemplateResource[] = [];
  const operations: Omit<StoredDeploymentOperation, 'id'>[] = [];
  for (const resource of plan.resources) {
    if (!resource.dependsOn.every((each) => created.includes(each))) continue;
    const problem = problemOf(() => client.write(resource.id, resource.apiVersion, evaluateTemplate(resource.body, functions)));
    operations.push({ target: toTarget(resource), ...(problem && { problem }) });
    if (!problem) created.push(resource);
  }
  const outputResources = created.map(({ id }) => ({ id }));
  const details = operations.flatMap(({ problem }) => problem ?? []);
  let outputs: Readonly<Record<string, unknown>> = {};
  const evaluate = () => {
    outputs = evaluateOutputs(plan.template, functions);
  };
  const outputProblem = details.length === 0 ? problemOf(evaluate) : undefined;
  if (outputProblem) details.push(outputProblem);
  if (details.length === 0) return { operations, properties: { provisioningState: 'Succeeded', outputs, outputResources } };
  const error = { ...DEPLOYMENT_FAILED, details };
  return { operations, properties: { provisioningState: 'Failed', outputResources, error }, failure: { status: 'Failed', ...error } };
}

/** Implements `reference(name or ID, [api-version], ['Full'])`: the properties of a resource, or all of it. */
function resolveReference({ resources }: Plan, client: ResourceClient, [target, apiVersion, full]: readonly unknown[]): unknown {
  const key = String(target).toLowerCase();
  const resource = resources.find(({ id, name }) => [id, name].some((each) => each.toLowerCase() === key));
  const body = client.read(resource?.id ?? String(target), String(apiVersion ?? resource?.apiVersion));
  return full ? body : (body as { readonly properties: unknown }).properties;
}

function problemOf(run: () => void): OperationProblem | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    if (error instanceof TemplateProblem) {
      const { code, message } = invalidTemplate(error);
      return { code, message };
    }
    throw error;
  }
}

/** Returns ARM's refusal of a template. */
export const invalidTemplate = ({ message }: TemplateProblem): ArmError =>
  frontEndError(400, 'InvalidTemplate', `Deployment template validation failed: '${message}'.`);

const DEPLOYMENT_FAILED: OperationProblem = {
  code: 'DeploymentFailed',
  message:
    'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.',
};

const evaluateOutputs = ({ outputs = {} }: Template, functions: TemplateFunctions): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, { type, value }]) => [name, toTypedValue(type, evaluateTemplate(value, functions))]),
  );

const TYPE_NAMES = ['String', 'SecureString', 'Int', 'Bool', 'Object', 'SecureObject', 'Array'];

/** Returns a parameter or output as deployments show it: with the type in their casing, and without the value if the type is secure. */
export function toTypedValue(type: string, value: unknown): { readonly type: string; readonly value?: unknown } {
  const name = TYPE_NAMES.find((each) => each.toLowerCase() === type.toLowerCase()) ?? type;
  return name.startsWith('Secure') ? { type: name } : { type: name, value };
}
