/** 한국어. A host offers it with `provideDeskcard(target, { desk, locales: [ko] })`. */
import { connections } from './ko.connections.js';
import { customerList } from './ko.customer-list.js';
import { duplicateQueue } from './ko.duplicates.js';
import { errors } from './ko.errors.js';
import { lookups } from './ko.lookups.js';
import { customerFields } from './ko.fields.js';
import { gradeMembers, gradeSettings } from './ko.grades.js';
import { apiSettings } from './ko.settings.js';
import type { Locale } from './locale.js';

const amount = (value: number): string => new Intl.NumberFormat('ko').format(value);

/** 숫자 뒤의 조사: 마지막 숫자를 읽은 소리에 받침이 있으면 앞의 것, 없으면 뒤의 것. */
const particle =
  (closed: string, open: string) =>
  (number: string): string =>
    number + (/[013678]$/.test(number) ? closed : open);
const topic = particle('은', '는');
const object = particle('을', '를');
const together = particle('과', '와');
/** ㄹ 받침(1, 7, 8) 뒤에는 받침이 없을 때와 같다. */
const towards = (number: string): string => number + (/[036]$/.test(number) ? '으로' : '로');

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
      noAnswer: [
        '제시간에 응답을 받지 못했습니다.',
        '다시 시도해 주세요. 같은 작업이 두 번 처리되지 않습니다.',
      ],
      notLoaded: [
        '화면을 불러오지 못했습니다.',
        '네트워크 연결을 확인하고 다시 시도해 주세요. 계속되면 페이지를 새로 고침해 주세요.',
      ],
    },
    errors,
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
      invalidTime: '사용할 수 없는 날짜입니다. 2026-12-31 형식으로 입력해 주세요.',
      duplicate: '이미 사용 중인 값입니다.',
      noOptions: '선택 항목을 하나 이상 추가해 주세요.',
      masked: '가려진 값입니다. 전체 값을 입력하거나 그대로 두세요.',
      unavailable: '이 서비스에서는 사용할 수 없습니다.',
      unknown: '알 수 없는 값입니다.',
    },
    customerBadge: {
      grades: '등급',
    },
    gradeMembers,
    gradeSettings,
    // --- <info-search>
    infoSearch: {
      ...lookups,
      reset: '초기화',
      choose: '선택해 주세요',
      masked:
        '고객 정보가 가려져 있습니다. 새로 입력하지 않은 항목은 저장된 티켓의 값으로 조회하며, 결과는 티켓에 입력되지 않습니다.',
      filled: (fields) => `티켓에 입력했습니다: ${fields}`,
      takenBack: (fields) => `입력을 되돌렸습니다: ${fields}`,
      fillAgain: '다시 입력',
      notFilled: {
        hasValue: (fields) => `이미 값이 있어 입력하지 않음: ${fields}`,
        tooLong: (fields) => `필드 길이를 초과하여 입력하지 않음: ${fields}`,
        notLinkable: (fields) => `텍스트 필드가 아니어서 입력하지 않음: ${fields}`,
        unknownField: (fields) => `필드가 없어 입력하지 않음: ${fields}`,
      },
      matching: '일치하는 티켓',
      period: '기간',
      periods: { quarter: '3개월', year: '1년', all: '전체' },
      noConditions: '회원 아이디, 전화번호, 이메일, 이름 중 하나를 입력하면 일치하는 티켓이 표시됩니다.',
      noTickets: '이 기간에 일치하는 티켓이 없습니다.',
      more: '더 보기',
      newest: (count) => `최근 티켓 ${amount(count)}건`,
      noSubject: '(제목 없음)',
      thisTicket: '현재 티켓',
      also: (numbers) => `이전 번호 ${numbers}`,
    },
    // --- <customer-info>
    customerInfo: {
      ...lookups,
      noTicket: '티켓을 선택하면 고객 정보가 표시됩니다.',
      noCustomer: '이 티켓에는 아직 고객이 없습니다. 저장하면 고객이 연결됩니다.',
      nameless: '(이름 없음)',
      masked: '고객 정보가 가려져 있습니다.',
      grades: '등급',
      noGrades: '등급을 불러오지 못했습니다.',
      also: (numbers) => `이전 번호 ${numbers}`,
      before: '이전 값',
      since: '등록일',
      noLookups: '자동으로 조회하는 API가 없습니다.',
      noLookupsHint: 'API 설정에서 티켓 필드와 자동 조회할 채널을 추가해 주세요.',
      notYet: '아직 조회하지 않음',
    },
    // --- <merge-dialog>
    mergeDialog: {
      title: '고객 병합',
      tabs: { merge: '병합', history: '이력' },
      numberHead: '고객번호',
      number: (number) => `고객번호 ${number}`,
      current: '현재 고객',
      grades: '등급',
      noCustomer: '선택된 고객이 없습니다.',
      moved: (from, to) =>
        `병합 또는 병합 취소로 인해 고객번호 ${from} 대신 고객번호 ${object(to)} 표시합니다.`,
      other: '병합할 다른 고객',
      searchIn: '검색 조건',
      everywhere: '전체',
      placeholder: '고객번호, 이름, 회원 아이디, 전화번호, 이메일',
      whole:
        '고객 정보가 가려져 있어 전체 값으로만 검색됩니다: 전화번호(또는 끝 네 자리), 이메일 주소, 회원 아이디, 이름의 한 단어.',
      suggested: '동일인일 수 있는 고객',
      shared: { phone: '전화번호 일치', email: '이메일 일치', memberId: '회원 아이디 일치' },
      found: (count, isMore) =>
        isMore
          ? `${amount(count)}명까지만 표시합니다. 검색어를 더 입력해 주세요.`
          : `검색 결과 ${amount(count)}명`,
      none: '검색 결과가 없습니다.',
      noneHint: '검색어를 확인하거나 검색 조건을 전체로 바꿔 주세요.',
      earlier: '이전 값',
      pick: (number) => `고객번호 ${number} 추가 선택`,
      picked: (count) => `${amount(count)}명 선택됨`,
      full: (most) => `한 번에 최대 ${amount(most)}명까지 병합할 수 있습니다.`,
      compare: (count) => `${amount(count)}명 병합 미리보기`,
      leaveOut: (number) => `고객번호 ${number} 제외`,
      preview: '병합 미리보기',
      another: '다른 고객 선택',
      fate: { survivor: '유지', absorbed: '별칭으로 전환' },
      swap: '서로 바꾸기',
      stay: '이 번호 유지',
      stayOf: (number) => `이 번호 유지: 고객번호 ${number}`,
      result: '병합 후 표시',
      alias: (survivor, absorbed) =>
        `고객번호 ${topic(absorbed)} 새 티켓을 포함하여 앞으로 항상 고객번호 ${towards(survivor)} 연결됩니다.`,
      tickets: (count) => `티켓 ${amount(count)}건${count < 1000 ? '' : ' 이상'}`,
      along: (tickets) => `함께 옮겨지는 정보: ${tickets}, 모든 값과 등급. 티켓 내용은 변경되지 않습니다.`,
      filled: '현재 티켓에 채워지는 항목',
      warnings: {
        differentMemberId: '회원 아이디가 다릅니다. 서로 다른 사람일 수 있습니다.',
        nothingInCommon: '일치하는 값이 없습니다. 서로 다른 사람일 수 있습니다.',
      },
      about: (numbers) => `해당 고객번호: ${numbers}`,
      confirm: (count) =>
        `${count === 2 ? '두 고객이' : `고객 ${amount(count)}명이 모두`} 동일인임을 확인했습니다.`,
      confirmFirst: '먼저 이 항목에 체크해 주세요.',
      blockers: {
        sameCustomer: '같은 고객입니다.',
        alreadyMerged: '이미 병합된 고객입니다.',
      },
      overtaken: '그사이 고객 정보가 변경되었습니다.',
      overtakenHint: '새 미리보기입니다. 확인한 뒤 병합해 주세요.',
      reason: '병합 사유(이력에 남습니다)',
      merged: (survivor, absorbed) =>
        `고객번호 ${object(absorbed)} 고객번호 ${towards(survivor)} 병합했습니다.`,
      undo: '병합 취소',
      undoOf: (number) => `되돌리기: 고객번호 ${number} 병합`,
      together: '함께 병합된 고객',
      apart: (survivor, restored) =>
        `고객번호 ${together(survivor)} 고객번호 ${topic(restored)} 다시 별도의 고객입니다.`,
      since: '병합 이후 변경 내용과 귀속 고객',
      sinceNothing: '병합 이후 변경된 내용이 없습니다.',
      placed: '식별 정보가 일치하는 고객으로 이동',
      unclear: '어느 고객의 티켓인가요?',
      unclearHint:
        '병합되어 있는 동안 접수되어 식별 정보만으로는 알 수 없는 티켓입니다. 티켓마다 고객을 선택해 주세요.',
      nowWith: (number) => `현재 고객번호 ${number}의 티켓입니다.`,
      placedWith: (number) => `고객번호 ${number}의 티켓으로 정했습니다.`,
      noMerges: '이 고객의 병합 이력이 없습니다.',
      active: '병합됨',
      undone: '병합 취소됨',
      ask: (survivor, absorbed) =>
        `고객번호 ${absorbed}의 티켓, 값, 식별 정보와 병합 이후 그 번호로 접수된 내용이 원래대로 돌아갑니다. ` +
        `나머지는 고객번호 ${survivor}에 유지되며, 병합으로 티켓에 채운 항목은 비워집니다.`,
      keep: '병합 유지',
    },
    // --- <api-settings>
    apiSettings,
    // --- <field-connections>
    fieldConnections: {
      ...connections,
      adminsOnly: '필드 연결은 관리자만 사용할 수 있습니다.',
    },
    // --- <customer-fields>
    customerFields,
    customerList,
    duplicateQueue,
  },
};
