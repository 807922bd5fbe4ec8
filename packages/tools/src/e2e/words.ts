/** What stands on the screen, by language, so that one walk serves both: English first, Korean second. */

export type Language = 'en' | 'ko';

const table = {
  // everywhere
  save: ['Save', '저장'],
  search: ['Search', '검색'],
  close: ['Close', '닫기'],
  undo: ['Undo', '되돌리기'],
  add: ['Add', '추가'],
  remove: ['Delete', '삭제'],
  name: ['Name', '이름'],
  phone: ['Phone', '전화번호'],
  email: ['E-mail', '이메일'],
  customerNumber: ['Customer no.', '고객번호'],
  saved: ['Saved', '저장했습니다'],
  // the helpdesk
  tickets: ['Tickets', '티켓'],
  settings: ['Settings', '설정'],
  skipToList: ['Skip to the tickets', '티켓 목록으로 건너뛰기'],
  skipToTicket: ['Skip to the open ticket', '열린 티켓으로 건너뛰기'],
  incomingCall: ['Incoming call', '전화 수신'],
  knownCustomer: ['From a known customer', '등록된 고객'],
  relative: ['From a relative’s phone', '가족의 전화로'],
  customer: ['Customer', '고객'],
  // information search
  informationSearch: ['Information search', '정보 검색'],
  api: ['Member service', '회원 서비스'],
  found: ['Found', '조회 완료'],
  shop: ['Shop', '구매처'],
  online: ['Online', '온라인 몰'],
  filled: ['Filled in the ticket', '티켓에 입력했습니다'],
  takenBack: ['Taken back', '입력을 되돌렸습니다'],
  fillAgain: ['Fill again', '다시 입력'],
  // customer fields and merging
  cancel: ['Cancel', '취소'],
  discard: ['Discard', '변경 취소'],
  moveHere: ['Move the value here', '이 고객으로 옮기기'],
  merge: ['Merge', '병합'],
  preview: ['Preview of the merge', '병합 미리보기'],
  confirm: ['I have checked that both are the same person.', '두 고객이 동일인임을 확인했습니다.'],
  mergeCustomers: ['Merge customers', '고객 병합'],
  merged: ['is merged into', '병합했습니다'],
  undoMerge: ['Undo merge', '병합 취소'],
  apart: ['are two customers again', '다시 별도의 고객입니다'],
  choose: ['Choose no.', '고객번호'],
  previewThree: ['Preview 3 customers', '3명 병합 미리보기'],
  confirmThree: [
    'I have checked that all 3 are the same person.',
    '고객 3명이 모두 동일인임을 확인했습니다.',
  ],
  areAllMerged: ['are merged into', '병합했습니다'],
  undoOf: ['Undo the merge of no.', '되돌리기: 고객번호'],
  history: ['History', '이력'],
  active: ['Active', '병합됨'],
  undone: ['Undone', '병합 취소됨'],
  // the list of customers
  customers: ['Customers', '고객'],
  list: ['Customers', '고객 목록'],
  exportCsv: ['Export CSV', 'CSV 내보내기'],
  export: ['Export', '내보내기'],
  exported: ['The file holds', '파일에 기록했습니다'],
  // duplicates
  duplicates: ['Duplicates', '중복 고객'],
  notSame: ['Not the same', '동일인 아님'],
  areMerged: ['is merged into', '병합을 마쳤습니다'],
  theNameDiffers: ['the name differs', '이름이 달라'],
  areNotSame: ['are not the same person', '동일인이 아닌 것으로'],
  backAgain: ['Taken back', '결정을 되돌렸습니다'],
  compareAgain: ['Compare all again', '전체 다시 비교'],
  compared: ['All customers compared', '전체 고객 비교 완료'],
  // grades
  grades: ['Grades', '고객 등급'],
  addGrade: ['Add grade', '등급 추가'],
  colour: ['Colour', '색상'],
  edit: ['Edit', '수정'],
  given: ['given', '지정'],
  insteadOf: ['Grade they get instead', '대신 지정할 등급'],
  deleted: ['Deleted', '삭제했습니다'],
  value: ['Value', '값'],
  grade: ['Grade', '등급'],
  note: ['Note', '메모'],
  searchMembers: ['Search value or note', '값 또는 메모 검색'],
  take: ['Remove', '삭제'],
  keepBoth: ['Keep both grades', '두 등급 모두 유지'],
  one: ['1 assignment', '1건'],
  takenFrom: ['no longer has the grade', '삭제했습니다'],
  givenBack: ['has its grade again', '다시 지정했습니다'],
  // lookup APIs
  apis: ['Customer API', '고객 정보 API'],
  addApi: ['Add API', 'API 추가'],
  baseUrl: ['Base URL', '기본 URL'],
  addTicketField: ['Add ticket field', '티켓 필드 추가'],
  ticketField: ['Ticket field', '티켓 필드'],
  screenName: ['Screen name', '화면 이름'],
  variableName: ['Variable name', '변수 이름'],
  dataName: ['Data name', '데이터 이름'],
  call: ['Call', '전화'],
  notAllowed: ['Not allowed', '권한 없음'],
  foundOnTrial: ['Found', '조회 성공'],
  makeItem: ['make it a result item', '결과 항목으로 추가'],
  drop: ['Discard', '버리기'],
  unsaved: ['Not saved yet', '저장하지 않'],
  serverInformation: ['Server information', '서버 정보'],
  recipients: ['Recipients', '수신자'],
  sendMail: ['Send mail', '메일 보내기'],
  sent: ['Sent', '보냄'],
  lastCall: ['Last call', '마지막 호출'],
  notMeasured: ['it takes a gateway', '게이트웨이를 사용할 때만'],
  pageOnly: ['without a gateway', '게이트웨이 없이'],
  // field connections
  connections: ['Field connections', '필드 연결'],
  memo: ['Memo', '메모'],
  useSuggestion: ['Use 1 suggestion', '추천 1개 적용'],
  previewSample: ['Preview with a sample reply', '샘플 응답으로 미리보기'],
  sample: ['Sample reply (JSON)', '샘플 응답 (JSON)'],
} as const;

export type Words = Readonly<Record<keyof typeof table, string>>;

export function wordsIn(language: Language): Words {
  const entries = Object.entries(table).map(([key, [en, ko]]) => [key, language === 'ko' ? ko : en]);
  return Object.fromEntries(entries) as Words;
}

/** A part of a text, as it stands there. */
export const saying = (...parts: readonly string[]): RegExp =>
  new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*'));

/** The name of a button that goes on with what else there is to know. */
export const beginning = (text: string): RegExp => new RegExp(`^${saying(text).source}`);
