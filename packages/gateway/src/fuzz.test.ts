import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { FromSchema, type Json, type Schema } from '../test/from-schema.js';
import { testGateway } from '../test/gateway.js';
import { seed } from '../test/seed.js';
import { openApiDocument } from './openapi.js';

interface Operation {
  operationId: string;
  parameters: { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}

const document = openApiDocument() as { paths: Record<string, Record<string, Operation>> };
const endpoints = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { operationId }]) => operationId !== 'changes')
    .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
type Endpoint = (typeof endpoints)[number];

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'deskcard', ...document });
const validators = new Map<string, ValidateFunction>();

/** The check of a reply against the document itself. */
function validator({ path, method }: Endpoint, status: number, type: string): ValidateFunction {
  const steps = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'];
  const pointer = steps
    .map((step) => encodeURIComponent(step.replace(/~/g, '~0').replace(/\//g, '~1')))
    .join('/');
  const known = validators.get(pointer) ?? ajv.compile({ $ref: `deskcard#/${pointer}` });
  validators.set(pointer, known);
  return known;
}

/** The request as a client sends it: path, query and body filled from the schemas. */
function request(
  endpoint: Endpoint,
  from: FromSchema,
): fc.Arbitrary<{ route: string; body: Json | undefined }> {
  const { path, method, operation } = endpoint;
  const parameters = operation.parameters.filter((each) => each.in !== 'header');
  const values = fc.tuple(...parameters.map(({ schema, name }) => from.right(schema, name)));
  const given = fc.array(fc.boolean(), { minLength: parameters.length, maxLength: parameters.length });
  const schema = operation.requestBody?.content['application/json'].schema;
  const body: fc.Arbitrary<Json | undefined> =
    schema === undefined
      ? fc.constant(undefined)
      : fc.oneof({ weight: 3, arbitrary: from.right(schema) }, { weight: 2, arbitrary: from.wrong(schema) });
  return fc.tuple(values, given, body).map(([all, present, content]) => {
    const query = new URLSearchParams();
    let filled = path;
    parameters.forEach((parameter, i) => {
      const text = wellFormed(String(all[i]));
      if (parameter.in === 'path') filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(text));
      else if (parameter.required || present[i]) query.set(parameter.name, text);
    });
    const search = query.size > 0 ? `?${query.toString()}` : '';
    return { route: `${method} /api${filled}${search}`, body: content };
  });
}

/** No URL carries half a surrogate pair. */
const wellFormed = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text));

/** A path whose parameter is empty or only dots is another path. */
const namesAnother = (route: string): boolean =>
  /\/(\/|\?|$)|\/(\.|%2e){1,2}(\/|\?|$)/i.test(route.split(' ')[1]!);

const runs = Number(process.env['DESKCARD_FUZZ'] ?? 70);

describe('whatever is sent to a gateway', () => {
  it('is answered as the OpenAPI document says, and never by a failure of the server', async () => {
    const statuses = new Map<number, number>();
    let sent = 0;
    for (const endpoint of endpoints) {
      const gateway = testGateway();
      const from = new FromSchema(document, await seed(gateway));
      await fc.assert(
        fc.asyncProperty(request(endpoint, from), async ({ route, body }) => {
          const reply = await gateway.ask(route, body === undefined ? undefined : JSON.stringify(body));
          const text = await reply.text();
          if (namesAnother(route)) return assert.ok(reply.status < 500, `${route}: ${text}`);
          const type = reply.headers.get('content-type') ?? '';
          const documented = endpoint.operation.responses[String(reply.status)];
          assert.ok(reply.status < 500, `${route} answered ${reply.status}: ${text}`);
          assert.ok(documented, `${route} answered ${reply.status}, which is not documented: ${text}`);
          const check = validator(endpoint, reply.status, type);
          assert.ok(
            check(JSON.parse(text)),
            `${route}: ${ajv.errorsText(check.errors)} in ${text.slice(0, 500)}`,
          );
          statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
          sent++;
        }),
        { numRuns: runs, seed: 20_260_115, endOnFailure: true },
      );
    }
    assert.ok(sent >= 2000 || runs < 70, `only ${sent} requests were sent`);
    // A fuzz that only ever hits the first check proves nothing.
    const well = statuses.get(200) ?? 0;
    assert.ok(
      well > sent / 5,
      `only ${well} of ${sent} requests did anything: ${JSON.stringify([...statuses])}`,
    );
    assert.ok((statuses.get(422) ?? 0) > sent / 20, JSON.stringify([...statuses]));
  });
});
