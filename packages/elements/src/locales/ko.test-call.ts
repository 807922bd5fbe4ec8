import type * as english from './en.test-call.js';

export const outcomes: typeof english.outcomes = {
  found: { text: '조회 성공', hint: '' },
  noResult: { text: '결과 없음', hint: '입력한 값에 해당하는 고객이 제공자에 없습니다.' },
  notAllowed: {
    text: '권한 없음',
    hint: '제공자가 사용 중인 키를 받아들이는지, 보안 설정이 여기와 같은지 확인해 주세요.',
  },
  providerError: { text: '제공자 오류', hint: '기본 URL과 변수 이름을 확인해 주세요.' },
  serverError: { text: '제공자 서버 오류', hint: '제공자 쪽에서 확인이 필요합니다.' },
};

export const reasons: typeof english.reasons = {
  invalidUrl: '기본 URL이 완전한 주소가 아닙니다.',
  notHttps: '기본 URL은 https://로 시작해야 합니다.',
  credentials: '기본 URL에서 사용자 이름과 비밀번호를 빼 주세요.',
  privateAddress:
    '호스트가 공개된 주소로 연결되지 않습니다. 사내망에 있는 서버라면 이 서버의 운영자가 예외로 허용할 수 있습니다.',
  redirect: '제공자가 다른 주소로 이동시킵니다. 최종 주소를 입력해 주세요.',
  nameNotFound: '호스트 이름을 찾을 수 없습니다. 철자를 확인해 주세요.',
  refused: '호스트가 연결을 거부했습니다. 포트와 제공자의 서비스 상태를 확인해 주세요.',
  unreachable: '연결할 수 없습니다. 제공자의 방화벽에서 이 서버의 주소를 허용해야 합니다.',
  certificate: '제공자의 인증서가 만료되었거나, 다른 호스트의 것이거나, 알 수 없는 기관이 발급했습니다.',
  tls: '암호화된 연결을 맺지 못했습니다. 해당 포트가 https를 사용하는지 확인해 주세요.',
  brokenOff: '응답이 끝나기 전에 연결이 끊어졌습니다.',
  noConnection: '제시간에 연결되지 않았습니다. 제공자의 방화벽에서 이 서버의 주소를 허용해야 합니다.',
  noReply: '제공자가 호출을 받고 제시간에 응답하지 않았습니다.',
  slowReply: '응답이 시작되었지만 제시간에 끝나지 않았습니다.',
  compressed: '압축하지 않은 응답을 요청했지만 제공자가 압축해서 보냅니다.',
  notUtf8: '응답이 UTF-8이 아닙니다.',
  notHttp: '응답이 HTTP가 아닙니다. 포트를 확인해 주세요.',
  largeHeaders: '응답 헤더가 16KiB보다 큽니다.',
  largeBody: '응답이 1MiB보다 큽니다.',
  tooManyCalls: '한 API는 동시에 20건까지만 호출할 수 있습니다.',
};

export const problems: typeof english.problems = {
  notEncrypted: '응답이 암호화되지 않았습니다. HTTP 200 응답은 암호화해야 합니다.',
  malformed: '응답이 compact JWE 형식이 아닙니다.',
  algorithm: '응답은 dir과 A256GCM으로 암호화하고 압축하지 않아야 합니다.',
  unknownKey: '응답의 키가 여기에서 사용 중이거나 교체된 키가 아닙니다. 키 ID를 비교해 주세요.',
  wrongKey: '응답이 전송 중에 바뀌었거나, 같은 키 ID의 다른 키로 암호화되었습니다.',
  shape: '응답의 내용은 iat, jti, inReplyTo, body를 가진 JSON 객체여야 합니다.',
  clock: '시각이 5분 넘게 차이 납니다. 제공자가 시계를 맞춰야 합니다.',
  otherRequest: '다른 요청에 대한 응답입니다. inReplyTo는 이 요청의 jti와 같아야 합니다.',
};
