import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sharedJson } from '@deskcard/tools/shared-data';
import { formatPhone, nationalDigits, phoneKeys, readPhone, type PhoneNumberReading } from './phone.js';

const rows = await sharedJson<{ input: string }[]>('fixtures/phone-kr-inputs.json');
const skip = rows ? false : 'the shared list of phone numbers is not on this machine';

const mobile = '+821012345678';

/** What each number becomes: keys, `key;extension`, or the reason why it is none, in square brackets. */
const expected: Record<string, string> = {
  '010-1234-5678': mobile,
  '01012345678': mobile,
  '010 1234 5678': mobile,
  '010.1234.5678': mobile,
  '+82 10 1234 5678': mobile,
  '+821012345678': mobile,
  '+82-010-1234-5678': mobile,
  '+82 (0)10-1234-5678': mobile,
  '8210 1234 5678': mobile,
  '821012345678': mobile,
  '82-10-1234-5678': mobile,
  '0082 10 1234 5678': mobile,
  '00182 10 1234 5678': mobile,
  '00782 10 1234 5678': mobile,
  '+82+821012345678': mobile,
  '1012345678': mobile,
  '10-1234-5678': mobile,
  '(010)1234-5678': mobile,
  '010-1234-5678 ext 12': `${mobile};12`,
  '010-1234-5678 내선 12': `${mobile};12`,
  '02-123-4567': '+8221234567',
  '02-1234-5678': '+82212345678',
  '(02)1234-5678': '+82212345678',
  '031-123-4567': '+82311234567',
  '1588-1234': '[service-number]',
  '15881234': '[service-number]',
  '1544 0000': '[service-number]',
  '070-1234-5678': '+827012345678',
  '080-123-4567': '+82801234567',
  '0505-123-4567': '+825051234567',
  '011-123-4567': '+82111234567',
  '016-9876-5432': '+821698765432',
  '112': '[invalid]',
  '119': '[invalid]',
  '１０１０': '[invalid]',
  '０１０-１２３４-５６７８': mobile,
  '٠١٠١٢٣٤٥٦٧٨': mobile,
  'tel:+82-10-1234-5678': mobile,
  'tel:+82-2-1234-5678;ext=33': '+82212345678;33',
  'sip:01012345678@pbx.local': mobile,
  '010-1234-5678/02-555-1234': `${mobile} +8225551234`,
  '010–1234–5678': mobile,
  anonymous: '[anonymous]',
  Unknown: '[anonymous]',
  '': '[empty]',
  '0': '[invalid]',
  '01000000000': '[repeated-digits]',
  '010-0000-0000': '[repeated-digits]',
  '+1 650 253 0000': '+16502530000',
  '650-253-0000': '[invalid]',
  '+81 90-1234-5678': '+819012345678',
  '090-1234-5678': '[invalid]',
  '02 1234 5678 # 12': '+82212345678;12',
  '02-1234-5678,12': '+82212345678;12',
  '02-1234-5678;12': '+82212345678;12',
  '02-1234-5678(내선12)': '+82212345678;12',
  '01234567': '[invalid]',
  '*23#01012345678': mobile,
  '+82 1588-1234': '[service-number]',
  '821588 1234': '[service-number]',
  '+8215881234': '[service-number]',
  '5678': '[invalid]',
  '34-5678': '[invalid]',
  '1234-5678': '[invalid]',
  '050-1234-5678-12': '[invalid]',
  '0507-1234-5678': '+8250712345678',
  '+82 507-1234-5678': '+8250712345678',
  '1661-0000': '[service-number]',
};

const moreSpellings: Record<string, string> = {
  '010-1234-5678 / 02-555-1234': `${mobile} +8225551234`,
  '010-1234-5678, 010-9999-8888': `${mobile} +821099998888`,
  '010-1234-5678\n02-555-1234': `${mobile} +8225551234`,
  '010 1234 5678 010 9999 8888': `${mobile} +821099998888`,
  '휴대폰 010-1234-5678 집 02-555-1234': `${mobile} +8225551234`,
  'T.02-555-1234 F.02-555-1235': '+8225551234 +8225551235',
  '010-1234-5678 (홍길동)': mobile,
  '02/555/1234': '+8225551234',
  '010~1234~5678': mobile,
  '010·1234·5678': mobile,
  '010_1234_5678': mobile,
  '\u202a010-1234-5678\u202c': mobile,
  '۰۱۰۱۲۳۴۵۶۷۸': mobile,
  '2555-1234': '[invalid]',
  '2555 1234': '[invalid]',
  '(2555) 1234': '[invalid]',
  '２５５５．１２３４': '[invalid]',
  '2555/1234': '[invalid] [invalid]',
  '회사 2555-1234 내선 12': '[invalid;12]',
  '010-1234-5678/2345-6789': `${mobile} [invalid]`,
  '010-1234-5678 2345-6789': '[invalid]',
  '02-2555-1234': '+82225551234',
  '02 2555 1234': '+82225551234',
  '2-555-1234': '+8225551234',
  '25551234': '+8225551234',
  '+82 2555-1234': '+8225551234',
  '02-555-1234~5': '+8225551234 [invalid]',
  '02-555-1234/5': '+8225551234 [invalid]',
  '02-1588-1234': '[service-number]',
  '031)1588-1234': '[service-number]',
  '0082 1588 1234': '[service-number]',
  '１５８８－１２３４': '[service-number]',
  '1588.1234 내선 3': '[service-number;3]',
  '031)120': '[service-number]',
  '060-700-1234': '[service-number]',
  '010-1588-1234': '+821015881234',
  '내선 12 02-555-1234': '+8225551234;12',
  '내선 02-555-1234': '+8225551234',
  '내선 12': '[invalid;12]',
  '010-1234-5678x12': `${mobile};12`,
  '휴대폰 010-1234-5678 회사 02-555-1234 내선 12': `${mobile} +8225551234;12`,
  'tel:010-1234-5678;phone-context=+82': mobile,
  'tel:%2B82-10-1234-5678': mobile,
  'TEL: 010-1234-5678': mobile,
  '"Hong" <sip:+821012345678@10.0.0.1:5060;user=phone>': mobile,
  'sip:anonymous@anonymous.invalid': '[anonymous]',
  'sip:1001@pbx.local': '[invalid]',
  '#31#01012345678': mobile,
  '*67 02-555-1234': '+8225551234',
  '*2301012345678': mobile,
  '00700 82 10 1234 5678': mobile,
  '001 1 650 253 0000': '+16502530000',
  '0081 90 1234 5678': '+819012345678',
  '00368 028 4533': '+82003680284533',
  '+82821012345678': mobile,
  '+01012345678': mobile,
  '(+82) 10-1234-5678': mobile,
  '+44 (0)20 7183 8750': '+442071838750',
  '발신번호 표시제한': '[anonymous]',
  발신번호표시제한: '[anonymous]',
  '알 수 없음': '[anonymous]',
  'Private number': '[anonymous]',
  'No Caller-ID': '[anonymous]',
  非通知: '[anonymous]',
  '266696687': '[anonymous]',
  'Unknown 010-1234-5678': mobile,
  '010-1111-1111': '[repeated-digits]',
  '+82 2 222 2222': '[repeated-digits]',
  '+1 555 555 5555': '[repeated-digits]',
  '00000000000': '[repeated-digits]',
  '010-0000-1234': '+821000001234',
  '010-****-5678': '[invalid]',
  '010-XXXX-5678': '[invalid]',
  '1-800-FLOWERS': '[invalid]',
  'kim1012345678@naver.com': '[invalid]',
  '1012345678@naver.com': '[invalid]',
  '010-1234-5678 12': '[invalid]',
  '02-1234-5678(12)': '[invalid]',
  '   ': '[empty]',
  없음: '[invalid]',
};

function shown(number: PhoneNumberReading): string {
  const extension = number.extension === undefined ? '' : `;${number.extension}`;
  return 'key' in number ? `${number.key}${extension}` : `[${number.unusable}${extension}]`;
}

const read = (raw: string): string => readPhone(raw).numbers.map(shown).join(' ');

describe('a phone number as call centres type it (D3)', () => {
  for (const [raw, key] of Object.entries({ ...expected, ...moreSpellings })) {
    it(`reads ${JSON.stringify(raw)} as ${key}`, () => {
      assert.equal(read(raw), key);
    });
  }

  it('knows what to expect of every number in the shared list', { skip }, () => {
    const inputs = rows!.map((row) => row.input);
    assert.ok(inputs.length > 60);
    assert.deepEqual(
      inputs.filter((input) => !Object.hasOwn(expected, input)),
      [],
    );
  });

  it('keeps what was typed, and says which part of it cannot be used (B6)', () => {
    assert.deepEqual(readPhone(' 1588-1234 / ０１０-1234-5678 '), {
      raw: ' 1588-1234 / ０１０-1234-5678 ',
      numbers: [{ unusable: 'service-number', text: '1588-1234' }, { key: mobile }],
    });
  });

  it('gives each key once and in the order typed', () => {
    assert.deepEqual(phoneKeys('02-555-1234 / 010-1234-5678 / +82 2 555 1234'), ['+8225551234', mobile]);
    assert.deepEqual(phoneKeys('anonymous'), []);
  });
});

describe("the desk's own numbers (D3)", () => {
  const ownNumbers = ['02)555-1234 / 070-7777-1234', '15881234', '1001'];
  const own = (raw: string) => readPhone(raw, { ownNumbers }).numbers.map(shown).join(' ');

  it('are never keys, however they are spelt', () => {
    for (const raw of [
      '02-555-1234',
      '+82 2 555 1234',
      '0082-2-555-1234',
      '070 7777 1234',
      '1588-1234',
      '1001',
    ]) {
      assert.equal(own(raw), '[own-number]', raw);
    }
    assert.equal(own('02-555-1234 내선 7'), '[own-number;7]');
  });

  it('do not keep other numbers from being keys', () => {
    assert.equal(own('031-555-1234'), '+82315551234');
    assert.equal(own('02-555-1234 / 010-1234-5678'), `[own-number] ${mobile}`);
  });
});

describe('a desk in another country', () => {
  it('reads its own national numbers', () => {
    assert.deepEqual(phoneKeys('(650) 253-0000', { defaultCountry: 'US' }), ['+16502530000']);
    assert.deepEqual(phoneKeys('030/123456', { defaultCountry: 'de' }), ['+4930123456']);
    assert.deepEqual(phoneKeys('011 82 10 1234 5678', { defaultCountry: 'US' }), [mobile]);
  });

  it('reads eight digits in fours where that is a whole number', () => {
    assert.deepEqual(phoneKeys('2555-1234', { defaultCountry: 'HK' }), ['+85225551234']);
  });

  it('reads international numbers and nothing else when the country does not exist', () => {
    for (const defaultCountry of ['XX', '', '__proto__', 'constructor', '\0']) {
      assert.deepEqual(phoneKeys(mobile, { defaultCountry }), [mobile]);
      assert.deepEqual(phoneKeys('010-1234-5678', { defaultCountry }), []);
    }
  });
});

describe('a Korean mobile number with nothing around it', () => {
  const unusable = (raw: string, options = {}): unknown =>
    readPhone(raw, options).numbers.map((number) => ('key' in number ? number : number.unusable));
  const prefixes = Array.from({ length: 10_000 }, (_, i) => String(i).padStart(4, '0'));

  it('is read as the same number is that stands in a longer text', () => {
    for (const prefix of prefixes) {
      const raw = `010-${prefix}-5678`;
      assert.deepEqual(unusable(raw), unusable(`tel: ${raw}`), raw);
    }
  });

  it('is the same however it is divided', () => {
    for (const raw of ['01012345678', '010 1234 5678', '+821012345678', '+82 10-1234-5678']) {
      assert.deepEqual(phoneKeys(raw), [mobile], raw);
      const options = { ownNumbers: ['010-1234-5678'] };
      assert.deepEqual(unusable(raw, options), ['own-number'], raw);
      assert.deepEqual(phoneKeys(raw, { defaultCountry: 'US' }), raw.startsWith('+') ? [mobile] : [], raw);
    }
    assert.deepEqual(unusable('010-0000-0000'), ['repeated-digits']);
  });
});

describe('a key shown to people', () => {
  it('is written nationally at home and internationally elsewhere', () => {
    assert.equal(formatPhone(mobile), '010-1234-5678');
    assert.equal(formatPhone('+8225551234'), '02-555-1234');
    assert.equal(formatPhone('+8250712345678'), '0507-1234-5678');
    assert.equal(formatPhone('+16502530000'), '+1 650 253 0000');
    assert.equal(formatPhone(mobile, { defaultCountry: 'US' }), '+82 10 1234 5678');
    assert.equal(formatPhone('+16502530000', { defaultCountry: 'US' }), '(650) 253-0000');
    assert.equal(formatPhone('not a number'), 'not a number');
  });

  it('has the digits that are dialled inside of its country', () => {
    assert.equal(nationalDigits(mobile), '01012345678');
    assert.equal(nationalDigits('+8225551234'), '025551234');
    assert.equal(nationalDigits('+16502530000'), '6502530000');
    assert.equal(nationalDigits('+999'), '999');
  });
});

describe('any text in a phone field', () => {
  const digitsAndWords = fc
    .array(
      fc.constantFrom(
        ...'0123456789+-() ./,;#*~x'.split(''),
        '내선',
        '82',
        '010',
        'tel:',
        'sip:',
        '@',
        '\u0660',
      ),
    )
    .map((parts) => parts.join(''));
  const anyText = fc.oneof(digitsAndWords, fc.string({ unit: 'binary', maxLength: 500 }), fc.string());

  it('gives at least one reading with its raw text, and never throws', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const reading = readPhone(raw, { ownNumbers: [raw] });
        assert.equal(reading.raw, raw);
        assert.ok(reading.numbers.length > 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives keys that are E.164 and are read as themselves', () => {
    const prefix = fc.constantFrom(
      '+82',
      '0',
      '+8210',
      '010',
      '+1',
      '+81',
      '+49',
      '+54',
      '+39',
      '0082',
      '001',
    );
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 11 });
    const written = fc.tuple(prefix, digits).map(([start, rest]) => start + rest.join(''));
    let keys = 0;
    fc.assert(
      fc.property(fc.oneof({ arbitrary: anyText, weight: 1 }, { arbitrary: written, weight: 5 }), (raw) => {
        for (const key of phoneKeys(raw)) {
          keys++;
          assert.match(key, /^\+[1-9]\d{4,14}$/);
          assert.deepEqual(readPhone(key).numbers, [{ key }]);
          assert.deepEqual(phoneKeys(formatPhone(key)), [key]);
        }
      }),
      { numRuns: 2000 },
    );
    assert.ok(keys > 300, `only ${keys} keys were tried`);
  });

  it('finds the same Korean number behind every spelling', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    // Of the numbers that begin with 010-5 some are not handed out.
    const subscriber = fc.tuple(
      fc.constantFrom(2, 3, 4, 6, 7, 8, 9),
      fc.array(digit, { minLength: 7, maxLength: 7 }),
    );
    const spelling = fc.constantFrom<(n: string) => string>(
      (n) => `010-${n.slice(0, 4)}-${n.slice(4)}`,
      (n) => `+82 (0)10 ${n}`,
      (n) => `0082 10-${n}`,
      (n) => `00182-10-${n}`,
      (n) => `*23#010${n} 내선 7`,
      (n) => `tel:+8210${n};ext=7`,
      (n) => [...`010${n}`].map((each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)).join(''),
    );
    fc.assert(
      fc.property(subscriber, spelling, ([first, rest], spell) => {
        const number = `${first}${rest.join('')}`;
        fc.pre(!/(\d)\1{6}$/.test(number));
        assert.deepEqual(phoneKeys(spell(number)), [`+8210${number}`]);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused as a whole when it is longer than any list of numbers', () => {
    const list = (count: number): string =>
      Array.from({ length: count }, (_, i) => `010-1234-56${10 + i}`).join('/');
    assert.equal(phoneKeys(list(10)).length, 10);
    assert.deepEqual(readPhone(list(11)).numbers.map(shown), ['[invalid]']);
    assert.deepEqual(readPhone('010-1234-5678 '.repeat(700)).numbers.map(shown), ['[invalid]']);
    assert.deepEqual(readPhone(' '.repeat(10_000)).numbers.map(shown), ['[empty]']);
  });
});
