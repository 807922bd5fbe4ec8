import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createDesk, memoryStorage } from '@deskcard/core';
import { testGateway } from '../test/gateway.js';
import type { RequestRecord } from './observe.js';

type Json = Record<string, unknown>;
const json = async (response: Response): Promise<Json> => (await response.json()) as Json;
const callFrom = (phone: string) => ({ channelId: 'call', fields: { phone, name: '김미나' } });

describe('a gateway', () => {
  it('carries a call from intake to the customer it belongs to', async () => {
    const { ask } = testGateway();
    const intake = await ask('POST /api/tickets', callFrom('010-1234-5678'));
    assert.equal(intake.status, 200);
    const { ticket } = (await json(intake)) as { ticket: { customerNumber: string } };
    const customer = await ask(`GET /api/customers/${ticket.customerNumber}`);
    assert.deepEqual(((await json(customer))['values'] as Json)['phone'], '010-1234-5678');
    assert.match(customer.headers.get('etag') ?? '', /^"\d+"$/);
    assert.equal(customer.headers.get('cache-control'), 'no-store');
    assert.equal(customer.headers.get('x-content-type-options'), 'nosniff');
  });

  it('answers nobody it does not know', async () => {
    const { ask } = testGateway();
    for (const authorization of ['', 'Bearer nobody', 'Basic bWluYTphZG1pbg==']) {
      const refused = await ask('GET /api/service', undefined, { authorization });
      assert.equal(refused.status, 401);
      assert.equal(refused.headers.get('www-authenticate'), 'Bearer');
      assert.equal((await json(refused))['code'], 'unauthenticated');
    }
  });

  it('keeps what one workspace has from another', async () => {
    const { ask } = testGateway();
    const { ticket } = (await json(await ask('POST /api/tickets', callFrom('010-1234-5678')))) as {
      ticket: { customerNumber: string };
    };
    const elsewhere = { authorization: 'Bearer mina:admin:other' };
    const path = `GET /api/customers/${ticket.customerNumber}`;
    assert.equal((await ask(path)).status, 200);
    assert.equal((await ask(path, undefined, elsewhere)).status, 404);
  });

  it('does a write once however often it is sent with the same key', async () => {
    const { ask } = testGateway();
    const key = { 'idempotency-key': 'one' };
    const first = await json(await ask('POST /api/tickets', callFrom('010-1234-5678'), key));
    const second = await json(await ask('POST /api/tickets', callFrom('010-1234-5678'), key));
    assert.deepEqual(second, first);
    const other = await ask('POST /api/tickets', callFrom('010-9999-0000'), key);
    assert.equal((await json(other))['code'], 'idempotency_conflict');
    const { items } = (await json(await ask('GET /api/tickets?limit=10'))) as { items: unknown[] };
    assert.equal(items.length, 1);
  });

  it('takes the version of an edit from If-Match, and refuses an old one as a failed precondition', async () => {
    const { ask } = testGateway();
    const { ticket } = (await json(await ask('POST /api/tickets', callFrom('010-1234-5678')))) as {
      ticket: { customerNumber: string };
    };
    const path = `PUT /api/customers/${ticket.customerNumber}`;
    const body = (name: string): Json => ({ values: { name } });
    const shown = await ask(`GET /api/customers/${ticket.customerNumber}`);
    const version = shown.headers.get('etag') ?? '';
    const first = await ask(path, body('이서연'), { 'if-match': version });
    assert.equal(first.status, 200);
    assert.notEqual(first.headers.get('etag'), version);
    const late = await ask(path, body('박지훈'), { 'if-match': version });
    assert.equal(late.status, 412);
    assert.equal((await json(late))['code'], 'version_conflict');
    const inBody = await ask(path, { ...body('박지훈'), version: 1 });
    assert.equal(inBody.status, 409);
    const broken = await ask(path, body('박지훈'), { 'if-match': 'three' });
    assert.equal((await json(broken))['code'], 'malformed_request');
  });

  it('says what is wrong with a request as a problem with a code, a hint and the id of the request', async () => {
    const { ask } = testGateway({ bodyBytes: 500 });
    const cases: [string, unknown, Record<string, string>, number, string][] = [
      ['POST /api/tickets', '{"channelId":', {}, 400, 'malformed_request'],
      ['POST /api/tickets', '[]', {}, 400, 'malformed_request'],
      ['POST /api/tickets', 'null', {}, 400, 'malformed_request'],
      ['POST /api/tickets', '{}', { 'content-type': 'text/plain' }, 415, 'wrong_content_type'],
      ['POST /api/tickets', { channelId: 'x'.repeat(600), fields: {} }, {}, 413, 'request_too_large'],
      ['POST /api/tickets', '{}', { 'content-length': '501' }, 413, 'request_too_large'],
      ['POST /api/tickets', '{}', { 'content-length': 'few' }, 413, 'request_too_large'],
      ['POST /api/tickets', { fields: {} }, {}, 422, 'invalid_input'],
      ['GET /api/tickets?limit=many', undefined, {}, 422, 'invalid_input'],
      ['GET /api/nothing', undefined, {}, 404, 'route_not_found'],
      ['GET /', undefined, {}, 404, 'route_not_found'],
      ['DELETE /api/tickets', undefined, {}, 405, 'method_not_allowed'],
      ['GET /api/customers/%E0%A4%A', undefined, {}, 400, 'malformed_request'],
      ['GET /api/customers/999999', undefined, {}, 404, 'customer_not_found'],
    ];
    for (const [route, body, headers, status, code] of cases) {
      const answer = await ask(route, body, { 'x-request-id': 'r-1', ...headers });
      assert.equal(answer.status, status, route);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json', route);
      assert.equal(answer.headers.get('x-request-id'), 'r-1', route);
      const found = await json(answer);
      assert.equal(found['code'], code, route);
      assert.equal(found['status'], status, route);
      assert.equal(found['instance'], 'urn:deskcard:request:r-1', route);
      assert.ok(String(found['hint']).length > 10, route);
    }
    const { issues } = await json(await ask('POST /api/tickets', { fields: {} }));
    assert.deepEqual(issues, [{ path: ['channelId'], code: 'required', message: 'is required' }]);
    assert.equal((await ask('DELETE /api/tickets')).headers.get('allow'), 'GET, POST');
  });

  it('finds a ticket whose id holds slashes, percent signs and Korean', async () => {
    const { ask } = testGateway();
    const ticketId = 'a/b%2F..%/한글?#';
    await ask('POST /api/tickets', { ...callFrom('010-1234-5678'), ticketId });
    const found = await json(await ask(`GET /api/tickets/${encodeURIComponent(ticketId)}`));
    assert.equal(found['ticketId'], ticketId);
  });

  it('tells nothing of a failure that nobody foresaw, but leaves a trace for whoever runs it', async () => {
    const records: RequestRecord[] = [];
    const { ask } = testGateway({
      observers: [{ request: (record) => records.push(record) }],
      deskFor: () => {
        throw new Error('password=hunter2 of 010-1234-5678');
      },
    });
    const answer = await ask('GET /api/grades');
    assert.equal(answer.status, 500);
    assert.doesNotMatch(await answer.text(), /hunter2|5678/);
    assert.equal(records[0]?.fault?.name, 'Error');
    assert.doesNotMatch(JSON.stringify(records), /hunter2|5678/);
    assert.match(JSON.stringify(records[0]?.fault?.stack), /gateway\.test/);
  });

  it('tells whoever runs it in one word why its database did not answer', async () => {
    const records: RequestRecord[] = [];
    const refused = Object.assign(new Error('connect 10.1.2.3:5432'), { code: 'ECONNREFUSED' });
    const { ask } = testGateway({
      observers: [{ request: (record) => records.push(record) }],
      ready: () => Promise.reject(new AggregateError([refused], '', { cause: refused })),
    });
    const answer = await ask('GET /readyz');
    assert.doesNotMatch(await answer.text(), /10\.1\.2\.3|ECONNREFUSED/);
    assert.deepEqual(records[0]?.fault, { name: 'AggregateError < Error ECONNREFUSED' });
  });

  it('is ready as long as its database is, and not any more once it is being stopped', async () => {
    let isUp = true;
    const { ask, drain } = testGateway({
      ready: () => (isUp ? Promise.resolve() : Promise.reject(new Error('connection refused'))),
    });
    assert.equal((await ask('GET /readyz')).status, 200);
    isUp = false;
    assert.equal((await ask('GET /readyz')).status, 503);
    isUp = true;
    assert.equal((await ask('GET /readyz')).status, 200);
    drain();
    assert.equal((await ask('GET /readyz')).status, 503);
    assert.equal((await ask('GET /healthz')).status, 200);
  });

  it('says what a stream of changes would be like without opening one', async (t: TestContext) => {
    let open = 0;
    const { ask, drain } = testGateway({ observers: [{ streams: (count) => (open = count) }] });
    t.after(drain);
    const head = await ask('HEAD /api/changes', undefined, { 'x-request-id': 'r-1' });
    assert.equal(open, 0);
    const stream = await ask('GET /api/changes', undefined, { 'x-request-id': 'r-1' });
    assert.equal(open, 1);
    assert.equal(head.status, 200);
    assert.deepEqual([...head.headers], [...stream.headers]);
    const nobody = await ask('HEAD /api/changes', undefined, { authorization: 'Bearer nobody' });
    assert.equal(nobody.status, 401);
  });

  it('lets pages of named origins in, and no others', async () => {
    const { ask } = testGateway({ origins: ['https://desk.example'] });
    const from = (origin: string) => ask('GET /api/service', undefined, { origin });
    const allowed = await from('https://desk.example');
    assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://desk.example');
    assert.equal((await from('https://evil.example')).headers.get('access-control-allow-origin'), null);
    const preflight = await ask('OPTIONS /api/tickets', undefined, {
      origin: 'https://desk.example',
      'access-control-request-method': 'POST',
    });
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /Idempotency-Key/);
  });

  it('stands on any desk, whoever made it', async () => {
    const desk = createDesk({ storage: memoryStorage(), principal: { user: 'bo', role: 'admin' } });
    const { ask } = testGateway({ deskFor: () => desk, basePath: '/desk/v1' });
    assert.equal((await json(await ask('GET /desk/v1/service')))['user'], 'bo');
  });
});
