/** The OpenAPI 3.1 document of a gateway, made from the operations table, so that it cannot say anything else. */
import * as core from '@deskcard/core';
import { operationNames, operations, type OperationName } from '@deskcard/core';
import * as z from 'zod/mini';
import { Problem } from './problem.js';
import { endpoint, type Endpoint } from './wire.js';

export interface OpenApiOptions {
  /** as given to `createGateway`; `/api` when absent */
  basePath?: string;
}

type JsonSchema = Record<string, unknown>;
interface ObjectSchema extends JsonSchema {
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

const schemaRef = (id: string): JsonSchema => ({ $ref: `#/components/schemas/${id}` });

/** `customers.planMerge` and `Input` make `CustomersPlanMergeInput`. */
function schemaId(name: OperationName, side: 'Input' | 'Output'): string {
  const words = name.split('.').map((word) => word[0]!.toUpperCase() + word.slice(1));
  return `${words.join('')}${side}`;
}

function isSchema(value: unknown): value is z.ZodMiniType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}

/** The models of core under their own names, and the inputs and outputs that are none of them under the operation's. */
function namedSchemas(): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  const add = (schema: z.ZodMiniType, id: string): void => {
    if (!registry.has(schema)) registry.add(schema, { id });
  };
  for (const [id, value] of Object.entries(core)) if (isSchema(value)) add(value, id);
  add(Problem, 'Problem');
  for (const name of operationNames) {
    add(operations[name].input, schemaId(name, 'Input'));
    add(operations[name].output, schemaId(name, 'Output'));
  }
  return registry;
}

function componentSchemas(registry: z.core.$ZodRegistry<{ id: string }>): Record<string, ObjectSchema> {
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    unrepresentable: 'any',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ zodSchema, jsonSchema }) => {
      // Variables may have any name, so their schema is written by hand in core and tells nothing of itself.
      if ((zodSchema as unknown) === core.LookupInputs) {
        Object.assign(jsonSchema, { type: 'object', additionalProperties: { type: 'string' } });
      }
    },
  });
  return Object.fromEntries(
    Object.entries(schemas as Record<string, ObjectSchema>)
      .map(([id, { $schema: _, $id: __, ...schema }]): [string, ObjectSchema] => [
        id === '__shared' ? 'Shared' : id,
        fromTheRoot(id, schema),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Definitions inside a component, and those that several share, are addressed from the root of the document. */
function fromTheRoot(id: string, schema: ObjectSchema): ObjectSchema {
  const text = JSON.stringify(schema)
    .replaceAll('"$ref":"#/components/schemas/__shared#/', '"$ref":"#/components/schemas/Shared/')
    .replaceAll(
      '"$ref":"#/$defs/',
      `"$ref":"#/components/schemas/${id === '__shared' ? 'Shared' : id}/$defs/`,
    );
  return JSON.parse(text) as ObjectSchema;
}

/** Every status that an operation may answer with besides 200. */
export function problemStatuses({ name, hasBody, isVersioned, positions }: Endpoint): number[] {
  const { effect } = operations[name];
  return [
    ...[400, 401, 403, 422, 500, 503],
    ...(hasBody ? [413, 415] : []),
    ...(positions.length > 0 || effect !== 'read' || hasBody ? [404, 410] : []),
    ...(effect === 'read' ? [] : [409, 507]),
    ...(effect === 'call' ? [502, 504] : []),
    ...(isVersioned ? [412] : []),
  ].sort((a, b) => a - b);
}

const problemReply = (status: number): JsonSchema => ({
  description: `Refused (${status}); \`code\` says why, \`hint\` how to mend it.`,
  content: { 'application/problem+json': { schema: schemaRef('Problem') } },
});

const header = (name: string, description: string, schema: JsonSchema = { type: 'string' }): JsonSchema => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});

function parametersOf(each: Endpoint, input: ObjectSchema): JsonSchema[] {
  const { properties = {}, required = [] } = input;
  const inPath = each.parameters.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }));
  const inQuery = each.hasBody
    ? []
    : Object.entries(properties)
        .filter(([name]) => !each.parameters.includes(name))
        .map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
  const { effect } = operations[each.name];
  return [
    ...inPath,
    ...inQuery,
    ...(effect === 'read'
      ? []
      : [
          header(
            'Idempotency-Key',
            'The same key with the same input has one effect and gives the first answer again.',
            { type: 'string', maxLength: 200 },
          ),
        ]),
    ...(each.isVersioned
      ? [header('If-Match', 'The version that was edited, as in `"3"`; stands for `version` in the body.')]
      : []),
  ];
}

/** What is left for the body when the path has taken its parameters. */
function bodyOf({ parameters }: Endpoint, id: string, input: ObjectSchema): JsonSchema {
  if (parameters.length === 0) return schemaRef(id);
  const { properties = {}, required = [], ...rest } = input;
  const others = Object.fromEntries(
    Object.entries(properties).filter(([name]) => !parameters.includes(name)),
  );
  const left = required.filter((name) => !parameters.includes(name));
  return { ...rest, properties: others, ...(left.length > 0 ? { required: left } : {}) };
}

function operationOf(
  each: Endpoint,
  ids: { input: string; output: string },
  schemas: Record<string, ObjectSchema>,
): JsonSchema {
  const { name, hasBody } = each;
  const { permission, effect } = operations[name];
  const input = schemas[ids.input]!;
  const body = hasBody
    ? {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: bodyOf(each, ids.input, input) } },
        },
      }
    : {};
  const replies = problemStatuses(each).map((status) => [String(status), problemReply(status)]);
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    'x-deskcard-effect': effect,
    'x-deskcard-permission': permission,
    parameters: parametersOf(each, input),
    ...body,
    responses: {
      200: {
        description: 'Done.',
        headers: { 'X-Request-Id': { schema: { type: 'string' } } },
        content: { 'application/json': { schema: schemaRef(ids.output) } },
      },
      ...Object.fromEntries(replies),
    },
  };
}

const changesPath: JsonSchema = {
  get: {
    operationId: 'changes',
    tags: ['changes'],
    description:
      'Server-sent events, one per committed change: `event: change`, the change as JSON in `data`, its position in `id`. ' +
      '`missed` says that what is shown should be read again.',
    parameters: [
      header('Last-Event-ID', 'The position of the last change seen; those since then come first.'),
    ],
    responses: {
      200: { description: 'Stays open.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      ...Object.fromEntries([401, 403, 500, 503].map((status) => [String(status), problemReply(status)])),
    },
  },
};

export function openApiDocument({ basePath = '/api' }: OpenApiOptions = {}): JsonSchema {
  const registry = namedSchemas();
  const schemas = componentSchemas(registry);
  const paths: Record<string, JsonSchema> = { '/changes': changesPath };
  for (const each of operationNames.map(endpoint)) {
    const { input, output } = operations[each.name];
    const ids = { input: registry.get(input)!.id, output: registry.get(output)!.id };
    const path = (paths[each.path] ??= {});
    path[each.method.toLowerCase()] = operationOf(each, ids, schemas);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Deskcard', version: '1', description: 'Customer information for any helpdesk.' },
    servers: [{ url: basePath }],
    security: [{ bearer: [] }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
