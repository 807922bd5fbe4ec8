/** 한국어. A host offers it with `provideDeskcard(target, { desk, locales: [ko] })`. */
import type { Locale } from './locale.js';

const amount = (value: number): string => new Intl.NumberFormat('ko').format(value);

export const ko: Locale = {
  lang: 'ko',
  strings: {
    common: {
      save: '저장',
      cancel: '취소',
      close: '닫기',
      search: '검색',
      retry: '다시 시도',
      undo: '되돌리기',
      add: '추가',
      edit: '수정',
      remove: '삭제',
      copy: '복사',
      copied: '복사했습니다',
      reload: '새로 고침',
      loading: '불러오는 중',
      required: '필수',
      none: '—',
      customerNumber: '고객번호',
      memberId: '회원 아이디',
      name: '이름',
      phone: '전화번호',
      email: '이메일',
      customer: '고객',
      ticket: '티켓',
      status: {
        new: '신규',
        open: '진행 중',
        reply: '답변 완료',
        solved: '해결',
        closed: '종료',
      },
      noDesk: '이 페이지에 고객 정보가 연결되어 있지 않습니다.',
    },
    errors: {
      invalid_input: ['저장할 수 없는 항목이 있습니다.', '표시된 항목을 수정해 주세요.'],
      not_permitted: ['이 작업을 할 권한이 없습니다.', '관리자에게 권한을 요청해 주세요.'],
      service_disabled: [
        '고객 정보 관리 기능이 꺼져 있습니다.',
        '관리자가 서비스 설정에서 기능을 켤 수 있습니다.',
      ],
      open_api_disabled: [
        'OPEN API가 꺼져 있습니다.',
        'API 설정을 사용하려면 서비스 설정에서 OPEN API를 켜 주세요.',
      ],
      customer_not_found: ['해당 고객번호의 고객이 없습니다.', '고객번호를 확인해 주세요.'],
      ticket_not_found: ['티켓을 찾을 수 없습니다.', '티켓을 먼저 저장한 뒤 다시 시도해 주세요.'],
      grade_not_found: ['삭제된 등급입니다.', '등급 목록을 새로 고쳐 주세요.'],
      assignment_not_found: ['삭제된 등급 지정입니다.', '목록을 새로 고쳐 주세요.'],
      lookup_api_not_found: ['삭제된 조회 API입니다.', '목록을 새로 고쳐 주세요.'],
      merge_not_found: ['병합 기록을 찾을 수 없습니다.', '병합 이력을 다시 열어 주세요.'],
      merge_blocked: ['두 고객을 병합할 수 없습니다.', '다른 고객을 선택해 주세요.'],
      merge_stale: [
        '미리보기 이후 고객 정보가 변경되었습니다.',
        '새 미리보기를 확인한 뒤 다시 진행해 주세요.',
      ],
      merge_already_undone: ['이미 취소된 병합입니다.', ''],
      version_conflict: [
        '다른 사용자가 먼저 저장했습니다.',
        '새로 고쳐 변경 내용을 확인한 뒤 다시 저장해 주세요.',
      ],
      identifier_taken: [
        '다른 고객이 이미 사용 중인 값입니다.',
        '두 고객을 병합하거나, 값을 옮기거나, 따로 유지해 주세요.',
      ],
      grade_in_use: ['이 등급을 사용 중인 고객이 있습니다.', '대신 지정할 등급을 선택해 주세요.'],
      idempotency_conflict: ['같은 요청이 다른 내용으로 이미 전송되었습니다.', '다시 시도해 주세요.'],
      lookup_key_missing: ['아직 발급된 키가 없습니다.', '서명 방식으로 API를 먼저 저장해 주세요.'],
      lookup_timeout: ['제공 서버가 제시간에 응답하지 않았습니다.', '잠시 후 다시 시도해 주세요.'],
      lookup_network: ['제공 서버에 연결할 수 없습니다.', '기본 URL과 제공 서버의 방화벽을 확인해 주세요.'],
      lookup_blocked: ['호출할 수 없는 주소입니다.', '공개된 https 주소를 사용해 주세요.'],
      lookup_malformed: ['제공 서버의 응답을 읽을 수 없습니다.', '정해진 형식의 JSON으로 응답해야 합니다.'],
      lookup_too_large: ['제공 서버의 응답이 너무 큽니다.', '응답은 1MiB보다 작아야 합니다.'],
      storage_full: [
        '기기의 저장 공간이 부족합니다.',
        '변경된 내용은 없습니다. 공간을 확보한 뒤 다시 시도해 주세요.',
      ],
      storage_aborted: ['저장이 중단되었습니다.', '변경된 내용은 없습니다. 다시 시도해 주세요.'],
      storage_blocked: ['다른 탭에서 데이터를 사용 중입니다.', '이 페이지를 연 다른 탭을 닫아 주세요.'],
      storage_closed: ['데이터 연결이 종료되었습니다.', '페이지를 새로 고쳐 주세요.'],
      storage_unavailable: [
        '브라우저가 데이터 저장을 허용하지 않습니다.',
        '이 사이트의 데이터 저장을 허용해 주세요.',
      ],
      storage_newer: ['다른 탭에서 새 버전이 실행 중입니다.', '페이지를 새로 고쳐 주세요.'],
      aborted: ['취소되었습니다.', ''],
      internal: [
        '예기치 않은 오류가 발생했습니다.',
        '다시 시도해 주세요. 계속되면 관리자에게 문의해 주세요.',
      ],
    },
    issues: {
      required: '필수 항목입니다.',
      tooLong: (maximum) =>
        maximum === undefined ? '너무 깁니다.' : `${amount(maximum)}자까지 입력할 수 있습니다.`,
      tooMany: (maximum) =>
        maximum === undefined ? '너무 많습니다.' : `${amount(maximum)}개까지 등록할 수 있습니다.`,
      invalid: '사용할 수 없는 값입니다.',
      invalidUrl: 'https://api.example.com/customer 처럼 전체 주소를 입력해 주세요.',
      httpsOnly: '주소는 https://로 시작해야 합니다.',
      invalidColour: '#1F6FEB 형식으로 색상을 입력해 주세요.',
      invalidPhone: '올바른 전화번호가 아닙니다.',
      invalidEmail: '올바른 이메일 주소가 아닙니다.',
      invalidName: '영문자, 숫자, -, _만 사용할 수 있습니다.',
      duplicate: '이미 사용 중인 값입니다.',
      noOptions: '선택 항목을 하나 이상 추가해 주세요.',
      unknown: '알 수 없는 값입니다.',
    },
    customerBadge: {
      grades: '등급',
    },
    // --- <info-search>
    infoSearch: {},
    // --- <merge-dialog>
    mergeDialog: {},
    // --- <api-settings>
    apiSettings: {},
  },
};
