import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { operationNames, operations, wireRoute } from '@deskcard/core';
import { openApiDocument } from './openapi.js';

type Json = Record<string, unknown>;

const document = openApiDocument() as {
  paths: Record<string, Record<string, Json & { operationId: string }>>;
  components: { schemas: Record<string, Json> };
};

describe('the OpenAPI document', () => {
  it('is the one in docs/openapi.json; `node packages/tools/run.mjs openapi` writes it anew', () => {
    const committed: unknown = JSON.parse(
      readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'),
    );
    assert.deepEqual(JSON.parse(JSON.stringify(document)), committed);
  });

  it('has every operation at its path and method, with its permission', () => {
    for (const name of operationNames) {
      const { method, path } = wireRoute(name);
      const found = document.paths[path]?.[method.toLowerCase()];
      assert.equal(found?.operationId, name);
      assert.deepEqual(found['x-deskcard-permission'], operations[name].permission);
    }
  });

  it('points nowhere that is not in it', () => {
    const text = JSON.stringify(document);
    for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = pointer!
        .split('/')
        .reduce<unknown>((at, step) => (at as Json | undefined)?.[step], document);
      assert.ok(target, pointer);
    }
    assert.doesNotMatch(text, /"\$ref":"(?!#)/);
  });

  it('describes queries by plain values, because only such travel in a query', () => {
    const plain = new Set(['string', 'integer', 'number', 'boolean']);
    for (const path of Object.values(document.paths)) {
      for (const operation of Object.values(path)) {
        for (const parameter of operation['parameters'] as { in: string; name: string; schema: Json }[]) {
          const { type, $ref, enum: values } = parameter.schema;
          const isPlain = plain.has(String(type)) || $ref !== undefined || values !== undefined;
          assert.ok(isPlain, `${operation.operationId} ${parameter.name}`);
        }
      }
    }
  });

  it('tells that a variable of a lookup may have any name', () => {
    assert.deepEqual(document.components.schemas['LookupInputs'], {
      type: 'object',
      additionalProperties: { type: 'string' },
    });
  });
});
