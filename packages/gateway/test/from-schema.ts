/** Values made from the JSON schemas of the OpenAPI document: right ones, and right ones with something wrong in them. */
import fc from 'fast-check';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  const?: Json;
  enum?: Json[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  items?: Schema;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

/** Names of members that mean something → values that exist, or could. */
export type Pools = Record<string, readonly string[]>;

const texts = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 30, unit: 'grapheme' }) },
  { weight: 2, arbitrary: fc.constantFrom('010-1234-5678', 'mina@example.com', '김미나', 'VIP', '#aa0000') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '\0',
      '\ud800',
      '__proto__',
      "'; drop table",
      '{{7*7}}',
      '<b>',
      'x'.repeat(10_000),
    ),
  },
);

export class FromSchema {
  readonly #document: object;
  readonly #pools: Pools;

  constructor(document: object, pools: Pools) {
    this.#document = document;
    this.#pools = pools;
  }

  #resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const steps = schema.$ref.slice(2).split('/');
    return this.#resolve(
      steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], this.#document) as Schema,
    );
  }

  /** A value the schema allows, as far as patterns and rules of the domain let it. */
  right(given: Schema, name = '', depth = 0): fc.Arbitrary<Json> {
    const schema = this.#resolve(given);
    const pool = this.#pools[name];
    if (pool !== undefined && schema.type === 'string') {
      return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pool) }, { weight: 1, arbitrary: texts });
    }
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    const variants = schema.anyOf ?? schema.oneOf;
    if (variants !== undefined) {
      const open = depth > 4 ? variants.slice(0, 1) : variants;
      return fc.oneof(...open.map((each) => this.right(each, name, depth + 1)));
    }
    switch (schema.type) {
      case 'object':
        return this.#object(schema, depth);
      case 'array': {
        const items = this.right(schema.items ?? {}, name.replace(/s$/, ''), depth + 1);
        return fc.array(items, { maxLength: depth > 3 ? 0 : 4 }) as fc.Arbitrary<Json>;
      }
      case 'integer':
      case 'number':
        return fc.integer({
          min: Math.max(schema.minimum ?? 0, -1000),
          max: Math.min(schema.maximum ?? 1000, 1000),
        });
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return this.#text(schema, name);
    }
  }

  #text({ pattern, maxLength }: Schema, name: string): fc.Arbitrary<string> {
    if (/at$|from|to/i.test(name) && pattern !== undefined) {
      return fc.constantFrom('2026-01-15T09:00:00.000Z', '1970-01-01T00:00:00.000Z');
    }
    if (pattern !== undefined && /a-z/i.test(pattern)) {
      return fc.constantFrom('phone', 'mail', 'name', 'usercode', 'subject', 'grade', 'email', 'memberId');
    }
    return maxLength === undefined ? texts : texts.map((text) => text.slice(0, maxLength));
  }

  #object(
    { properties = {}, required = [], additionalProperties, propertyNames }: Schema,
    depth: number,
  ): fc.Arbitrary<Json> {
    const members = Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, this.right(schema, name, depth + 1)]),
    );
    const known = fc.record(members, {
      requiredKeys: required.filter((name) => name in members),
      noNullPrototype: true,
    });
    if (typeof additionalProperties !== 'object') return known as fc.Arbitrary<Json>;
    const others = fc.dictionary(
      this.#text(propertyNames === undefined ? {} : this.#resolve(propertyNames), ''),
      this.right(additionalProperties, '', depth + 1),
      { maxKeys: depth > 3 ? 0 : 4, noNullPrototype: true },
    );
    return others as fc.Arbitrary<Json>;
  }

  /** A right value in which one place is not. */
  wrong(schema: Schema): fc.Arbitrary<Json> {
    return fc
      .tuple(this.right(schema), fc.nat(), anything, fc.boolean())
      .map(([value, place, other, drops]) => spoil(structuredClone(value), place, other, drops));
  }
}

const nested = (levels: number): Json => {
  let value: Json = 'deep';
  for (let i = 0; i < levels; i++) value = [value];
  return value;
};

const anything: fc.Arbitrary<Json> = fc.oneof(
  texts,
  fc.constantFrom<Json>(null, true, -1, 1e308, 0.5, [], {}, [[]], nested(2000), {
    __proto__: 'x',
    constructor: 1,
  }),
  fc.jsonValue() as fc.Arbitrary<Json>,
);

/** Replaces or drops one of all the places in a value. */
function spoil(value: Json, place: number, other: Json, drops: boolean): Json {
  const places: [Json[] | { [name: string]: Json }, string][] = [];
  const walk = (at: Json): void => {
    if (typeof at !== 'object' || at === null) return;
    for (const [name, each] of Object.entries(at)) {
      places.push([at, name]);
      walk(each);
    }
  };
  walk(value);
  const chosen = places[place % (places.length + 1)];
  if (chosen === undefined) return other;
  const [holder, name] = chosen as [Record<string, Json>, string];
  if (drops) delete holder[name];
  else holder[name] = other;
  return value;
}
