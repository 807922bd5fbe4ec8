import assert from 'node:assert/strict';
import type { Pools } from './from-schema.js';
import type { TestGateway } from './gateway.js';

/** A desk with something of everything in it, and the names of what is there. */
export async function seed({ ask }: TestGateway): Promise<Pools> {
  const made = async (route: string, body: unknown): Promise<Record<string, string>> => {
    const answer = await ask(route, body);
    assert.equal(answer.status, 200, route);
    return (await answer.json()) as Record<string, string>;
  };
  const tickets: { ticketId: string; customerNumber: string }[] = [];
  for (const phone of ['010-1234-5678', '010-2222-3333', '010-4444-5555', '010-6666-7777']) {
    const { ticket } = await made('POST /api/tickets', {
      channelId: 'call',
      fields: { phone, name: '김미나' },
    });
    tickets.push(ticket as unknown as (typeof tickets)[number]);
  }
  const grade = await made('PUT /api/grades', { name: 'VIP', color: '#aa0000' });
  const assignment = await made('POST /api/grades/assignments', {
    gradeId: grade['gradeId'],
    criterion: 'phone',
    value: '010-1234-5678',
  });
  const api = await made('PUT /api/lookups', {
    name: 'Members',
    baseUrl: 'https://members.example/find',
    security: { mode: 'signature', signedText: 'body+timestamp' },
    searchItems: [],
    resultItems: [{ itemId: 'r1', screenName: 'Name', dataName: 'name' }],
  });
  const [one, other] = tickets.map(({ customerNumber }) => customerNumber);
  const pair = { survivorNumber: one, absorbedNumbers: [other] };
  const plan = await made('POST /api/merges/plan', pair);
  const { merges } = await made('POST /api/merges', { ...pair, fingerprint: plan['fingerprint'] });
  const numbers = tickets.map(({ customerNumber }) => customerNumber);
  return {
    customerNumber: numbers,
    survivorNumber: numbers,
    // of the list `absorbedNumbers`
    absorbedNumber: numbers,
    ticketId: tickets.map(({ ticketId }) => ticketId),
    gradeId: [grade['gradeId']!],
    reassignTo: [grade['gradeId']!],
    assignmentId: [assignment['assignmentId']!],
    apiId: [api['apiId']!],
    mergeId: (merges as unknown as { mergeId: string }[]).map(({ mergeId }) => mergeId),
    fingerprint: [plan['fingerprint']!],
    channelId: ['call', 'email', 'web'],
    baseUrl: ['https://members.example/find'],
    color: ['#aa0000', '#1f8a70'],
  };
}
