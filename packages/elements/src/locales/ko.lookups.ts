/** `<info-search>`와 `<customer-info>`가 함께 쓰는 말. */
import type * as english from './en.js';

export const lookups: typeof english.lookups = {
  nothing: '등록된 조회 API가 없습니다.',
  nothingHint: 'API 설정에서 추가해 주세요.',
  notPermitted: '고객 정보를 조회할 권한이 없습니다.',
  searching: '조회하는 중…',
  cancelled: '취소했습니다',
  line: (api, outcome) => `${api}: ${outcome}`,
  outcomes: {
    found: ['조회 완료', ''],
    noResult: ['조회 결과 없음', '입력한 값을 확인한 뒤 다시 조회해 주세요.'],
    notAllowed: ['조회 권한 없음', '제공 서버가 요청을 거부했습니다. 관리자에게 키 확인을 요청해 주세요.'],
    providerError: ['제공 서버 오류', '관리자에게 API 주소 확인을 요청해 주세요.'],
    serverError: ['제공 서버 내부 오류', '잠시 후 다시 시도해 주세요.'],
    timeout: ['응답 시간 초과', '잠시 후 다시 시도해 주세요.'],
    network: ['제공 서버에 연결할 수 없음', '다시 시도해 주세요. 계속되면 관리자에게 문의해 주세요.'],
    blocked: ['호출할 수 없는 주소', '관리자에게 API 주소 수정을 요청해 주세요.'],
    malformed: ['응답을 읽을 수 없음', '제공 서버의 응답 형식을 고쳐야 합니다. 관리자에게 알려 주세요.'],
    tooLarge: ['응답이 너무 큼', '더 정확한 값으로 조회해 주세요.'],
    busy: ['동시에 진행 중인 조회가 많음', '잠시 후 다시 시도해 주세요.'],
    paused: ['제공 서버 오류로 잠시 멈춤', '1분쯤 뒤에 다시 시도해 주세요.'],
  },
  asOf: (time, duration) => `${time} 기준 · ${duration}`,
  kept: (time) => `${time} 기준`,
  stale: '조회 이후 값이 변경되었습니다. 다시 조회해 주세요.',
  providerSays: (words) => `제공 서버 메시지: ${words}`,
  notRun: {
    channelNotLinked: () => '자동 조회 안 함 (연결되지 않은 채널)',
    missingValue: (items) => `자동 조회 안 함 (값 없음: ${items})`,
    tooLong: (items) => `자동 조회 안 함 (길이 초과: ${items})`,
    notReady: () => '조회 안 함 (관리자의 키 확인 필요)',
  },
  copyValue: (name) => `${name} 복사`,
  copyByHand: '선택된 텍스트를 키보드로 복사해 주세요.',
  showAll: '모두 보기',
  showLess: '접기',
};
