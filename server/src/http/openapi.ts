import {
  api,
  type Endpoint,
  eventStream,
  Problem,
  type ProblemType,
  problemDefinition,
  problemTypesOf,
  RATE_LIMIT_SECONDS,
  RATE_LIMITS,
  type RateLimitName,
  ServerEvent,
} from '@peerscape/shared/api';
import { z } from 'zod';

type Json = Readonly<Record<string, unknown>>;

export interface OpenApi {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly headers: Readonly<Record<string, Json>> };
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  /** Its rate limit, in words. */
  readonly description: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly description?: string;
    readonly schema: Json;
  }[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, OperationResponse>>;
}

interface OperationResponse {
  readonly description: string;
  readonly headers?: Json;
  readonly content?: Json;
}

/** Creates the OpenAPI 3.1 document of the contract. */
export function createOpenApi(version: string): OpenApi {
  const schemas: Record<string, Json> = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => convert(schema, io, schemas);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [name, endpoint] of Object.entries(api) as [string, Endpoint][]) {
    const path = paths[endpoint.path] ?? {};
    path[endpoint.method.toLowerCase()] = operation(name, endpoint, schemaOf);
    paths[endpoint.path] = path;
  }
  paths[eventStream.path] = { get: events(schemaOf) };
  return {
    openapi: '3.1.0',
    info: { title: 'Peerscape', version, description: DESCRIPTION },
    paths,
    components: { schemas, headers: HEADERS },
  };
}

const DESCRIPTION =
  'Azure virtual networks and their peerings. The server listens on loopback; requests that change something require an Origin of this server and the header x-peerscape: 1. On Azure, all requests require a session (POST /api/session), except this document. Every error is a problem (RFC 9457) with a request ID.';

type Convert = (schema: z.ZodType, io: 'input' | 'output') => Json;

function operation(operationId: string, endpoint: Endpoint, schemaOf: Convert): Operation {
  const { summary, query, body, isUpload, response, status = 200 } = endpoint;
  const reply = status === 204 ? { description: 'Done' } : { description: 'Done', content: json(schemaOf(response, 'output')) };
  return {
    operationId,
    summary,
    description: describeLimit(endpoint.limit),
    ...(query ? { parameters: parameters(schemaOf(query, 'input')) } : {}),
    ...(body ? { requestBody: { required: true, content: json(schemaOf(body, 'input')) } } : {}),
    ...(isUpload ? { requestBody: { required: true, content: { 'multipart/form-data': { schema: UPLOAD } } } } : {}),
    responses: withLimitHeaders(endpoint.limit, { [status]: reply, ...problemResponses(problemTypesOf(endpoint), schemaOf) }),
  };
}

const describeLimit = (name: RateLimitName): string =>
  `Rate limit ${name}: ${RATE_LIMITS[name]} requests per minute from one client address, shared with the other operations of that limit.`;

const HEADERS: Readonly<Record<string, Json>> = {
  RateLimit: {
    description: 'What is left of the rate limit: r requests, and t seconds until the limit starts again',
    schema: { type: 'string' },
    example: '"plan"; r=119; t=60',
  },
  'Retry-After': { description: 'Seconds until the request can be repeated', schema: { type: 'integer' } },
};

/** Adds the headers of the rate limit, which every reply to a page of this server has. */
const withLimitHeaders = (name: RateLimitName, responses: Operation['responses']): Operation['responses'] =>
  Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const headers = {
        RateLimit: { $ref: '#/components/headers/RateLimit' },
        'RateLimit-Policy': {
          description: 'The rate limit: q requests in w seconds',
          schema: { type: 'string' },
          example: `"${name}"; q=${RATE_LIMITS[name]}; w=${RATE_LIMIT_SECONDS}`,
        },
        ...(Number(status) === problemDefinition('too-many-requests').status && {
          'Retry-After': { $ref: '#/components/headers/Retry-After' },
        }),
      };
      return [status, { ...response, headers }];
    }),
  );

const UPLOAD: Json = {
  type: 'object',
  properties: {
    file: { type: 'array', items: { type: 'string', format: 'binary' } },
    changedAt: { type: 'array', items: { type: 'number' }, description: 'Modification time of the file before it, in milliseconds' },
  },
  required: ['file'],
};

const events = (schemaOf: Convert): Operation => ({
  operationId: 'events',
  summary: eventStream.summary,
  description: describeLimit(eventStream.limit),
  responses: withLimitHeaders(eventStream.limit, {
    200: {
      description: 'A stream with one event per `data:` line',
      content: { 'text/event-stream': { schema: schemaOf(ServerEvent, 'output') } },
    },
    ...problemResponses(problemTypesOf(eventStream), schemaOf),
  }),
});

/** Returns one response per status, with the codes and titles of its problems. */
function problemResponses(types: readonly ProblemType[], schemaOf: Convert): Operation['responses'] {
  const problem = schemaOf(Problem, 'output');
  const statuses = [...new Set(types.map((type) => problemDefinition(type).status))];
  return Object.fromEntries(
    statuses.map((status) => {
      const some = types.filter((type) => problemDefinition(type).status === status);
      const description = some.map((type) => `${type}: ${problemDefinition(type).title}`).join('; ');
      return [status, { description, content: { 'application/problem+json': { schema: problemSchema(some, problem) } } }];
    }),
  );
}

/** Lists the codes, unless one is passed on from the cause, such as ARM's error code. */
const problemSchema = (types: readonly ProblemType[], schema: Json): Json =>
  types.some((type) => problemDefinition(type).hasOwnCode) ? schema : { allOf: [schema, { properties: { code: { enum: types } } }] };

const json = (schema: Json): Json => ({ 'application/json': { schema } });

function parameters(schema: Json): NonNullable<Operation['parameters']> {
  const required = new Set(schema.required as readonly string[] | undefined);
  return Object.entries(schema.properties as Readonly<Record<string, Json>>).map(([name, { description, ...rest }]) => ({
    name,
    in: 'query',
    required: required.has(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema: rest,
  }));
}

/** Converts a schema; named schemas, which zod puts under `$defs`, move to `components/schemas`. */
function convert(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, Json>): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any', override: removeValidatorDetails })).replaceAll(
    '#/$defs/',
    '#/components/schemas/',
  );
  const { $schema: _, $defs = {}, id, ...rest } = JSON.parse(text) as Record<string, unknown> & { $defs?: Record<string, Json> };
  for (const [name, definition] of Object.entries($defs)) schemas[name] = withoutId(definition);
  if (typeof id !== 'string') return rest;
  schemas[id] = rest;
  return { $ref: `#/components/schemas/${id}` };
}

const withoutId = ({ id: _, ...rest }: Json): Json => rest;

/** Removes details that only validators need: the pattern of a format and the limits of JavaScript numbers. */
function removeValidatorDetails({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
