import { expect } from '@open-wc/testing';
import { jweCipher } from '@deskcard/core/jwe';
import { createProvider } from '@deskcard/core/provider';
import type { LookupReply } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { lookupDesk, ordersApi, type LookupDesk } from '../../test/lookup-desk.js';
import { clearPage, inside, press, shownText, until } from '../../test/page.js';
import { all, enter, openEditor, openInKorean } from '../../test/settings-page.js';
import type { ApiSettings } from './api-settings.js';
import './define.js';

const cipher = jweCipher();

/** Orders that are asked for encrypted, and the company's own side of it. */
async function encryptedOffice(): Promise<LookupDesk> {
  const security = { mode: 'encrypted', signedText: 'body+timestamp' } as const;
  const office = await lookupDesk({ cipher, apis: [ordersApi({ security })] });
  const { keyId, key } = await office.admin.lookups.showKey({ apiId: office.apis[0]!.apiId });
  const provider = createProvider({
    encryption: { cipher, keys: { [keyId]: key } },
    lookup: async ({ orderNumber }) => (orderNumber === 'A-1' ? { state: 'sent' } : undefined),
  });
  office.answer = async (_, { url, headers, body }): Promise<LookupReply> => {
    const reply = await provider(new Request(url, { method: 'POST', headers, body }));
    const contentType = reply.headers.get('content-type') ?? '';
    return { status: reply.status, contentType, body: await reply.text() };
  };
  return office;
}

const test = (settings: ApiSettings): string => shownText(inside(settings, '[part=test]'));

async function send(settings: ApiSettings, number: string): Promise<void> {
  const field = inside(settings, '.test .input') as HTMLInputElement;
  await enter(field, number);
  field.focus();
  await press('Enter');
}

describe('<api-settings>, the test call of an encrypted API', () => {
  afterEach(clearPage);

  it('shows what went over the wire and what both messages say inside (B10, D1)', async () => {
    const settings = await openEditor(await encryptedOffice());
    await send(settings, 'A-1');
    await until(() => test(settings).includes('Found (HTTP 200'), 'the outcome');
    const [request, reply] = all(settings, '[part=inside]').map((each) => each.textContent ?? '');
    expect(request).to.include('"orderNumber": "A-1"').and.include('"jti"');
    expect(reply).to.include('"state": "sent"').and.include('"inReplyTo"');
    expect(inside(settings, '[part=request]').textContent).not.to.include('A-1');
    expect(inside(settings, '[part=reply]').textContent).not.to.include('sent');
    expect(all(settings, '.found .item').map((each) => shownText(each))[0]).to.include('state');
    await expectAccessible(settings);
  });

  it('has nothing inside to show where nothing is encrypted', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    office.answer = () => ({ data: { state: 'sent' } });
    const settings = await openEditor(office);
    await send(settings, 'A-1');
    await until(() => test(settings).includes('Found'), 'the outcome');
    expect(all(settings, '[part=inside]')).to.deep.equal([]);
  });

  it('says what is wrong with the reply, in both languages, and shows what was asked', async () => {
    const office = await encryptedOffice();
    const honest = office.answer;
    const english = await openEditor(office);
    const korean = await openInKorean(office);
    await korean.edit(office.apis[0]!.apiId);
    await until(() => korean.shadowRoot!.querySelector('.test'), 'the editor');
    const replies: readonly [(reply: LookupReply) => LookupReply, string, string][] = [
      [
        (reply) => ({ ...reply, contentType: 'application/json', body: '{"data":{}}' }),
        'The reply is not encrypted',
        '응답이 암호화되지 않았습니다',
      ],
      [(reply) => ({ ...reply, body: 'x' }), 'The reply is no compact JWE', 'compact JWE 형식이 아닙니다'],
      [
        (reply) => ({ ...reply, body: reply.body.replace(/\.[\w-]+$/, '.AAAAAAAAAAAAAAAAAAAAAA') }),
        'changed on its way',
        '전송 중에 바뀌었거나',
      ],
    ];
    for (const [spoil, says, koreanSays] of replies) {
      office.answer = async (...given) => spoil((await honest(...given)) as LookupReply);
      await send(english, 'A-1');
      await until(() => test(english).includes(says), says);
      expect(all(english, '[part=inside]').length).to.equal(1);
      await send(korean, 'A-1');
      await until(() => test(korean).includes(koreanSays), koreanSays);
    }
    await expectAccessible(korean);
  });
});
