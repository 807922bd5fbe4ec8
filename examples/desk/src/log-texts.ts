/** The words of the log page. */
import type { Change } from 'deskcard';
import type { ActivityKind } from './activity.js';

const en = {
  title: 'What happened',
  hint: 'What the server did, live: no value of a customer and no key stands here.',
  live: 'Live',
  lost: 'Connection lost; trying again',
  empty: 'Nothing yet. Let a call come in.',
  inPage:
    'The data lives in this browser, so no server has anything to tell. Start the sandbox without --page.',
  show: 'Show',
  all: 'All',
  kind: { request: 'Request', change: 'Change', lookup: 'Lookup', mail: 'Mail' } as Record<
    ActivityKind,
    string
  >,
  heads: {
    time: 'Time',
    kind: 'Kind',
    what: 'What',
    who: 'Who',
    outcome: 'Outcome',
    ms: 'ms',
    about: 'About',
  },
  change: {
    customerCreated: 'Customer created',
    customerEdited: 'Customer edited',
    customersMerged: 'Customers merged',
    mergeUndone: 'Merge undone',
    duplicatesChanged: 'Duplicates changed',
    customerDeleted: 'Customer deleted',
    ticketArrived: 'Ticket came in',
    ticketSaved: 'Ticket saved',
    gradesChanged: 'Grades changed',
    lookupApisChanged: 'Lookup APIs changed',
    connectionsChanged: 'Field connections changed',
    cleared: 'Everything removed',
    missed: 'Changes missed',
  } as Record<Change['type'], string>,
  log: 'Live',
  audit: 'Audit trail',
  auditHint: 'Who changed settings, grades and merges, and who looked at masked values. For administrators.',
  noAudit: 'Nothing yet: merge two customers, or change a grade.',
  more: 'Show more',
};

const ko: typeof en = {
  title: '무슨 일이 있었나',
  hint: '서버가 한 일이 바로 보입니다. 고객 정보와 키는 여기에 나오지 않습니다.',
  live: '실시간',
  lost: '연결이 끊겨 다시 시도하고 있습니다',
  empty: '아직 아무 일도 없습니다. 전화를 받아 보세요.',
  inPage: '데이터가 이 브라우저에 있어서 서버가 알려 줄 것이 없습니다. --page 없이 샌드박스를 시작하세요.',
  show: '보기',
  all: '전체',
  kind: { request: '요청', change: '변경', lookup: '조회', mail: '메일' },
  heads: { time: '시각', kind: '종류', what: '내용', who: '누가', outcome: '결과', ms: 'ms', about: '대상' },
  change: {
    customerCreated: '고객 생성',
    customerEdited: '고객 수정',
    customersMerged: '고객 병합',
    mergeUndone: '병합 취소',
    duplicatesChanged: '중복 후보 변경',
    customerDeleted: '고객 삭제',
    ticketArrived: '티켓 접수',
    ticketSaved: '티켓 저장',
    gradesChanged: '등급 변경',
    lookupApisChanged: '조회 API 변경',
    connectionsChanged: '필드 연결 변경',
    cleared: '모두 삭제',
    missed: '놓친 변경 있음',
  },
  log: '실시간',
  audit: '감사 기록',
  auditHint: '설정, 등급, 병합을 누가 바꿨고 가려진 값을 누가 보았는지. 관리자만 볼 수 있습니다.',
  noAudit: '아직 없습니다. 고객을 병합하거나 등급을 바꿔 보세요.',
  more: '더 보기',
};

export type LogTexts = typeof en;
export const logTexts = { en, ko };
