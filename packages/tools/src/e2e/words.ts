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
} as const;

export type Words = Readonly<Record<keyof typeof table, string>>;

export function wordsIn(language: Language): Words {
  const entries = Object.entries(table).map(([key, [en, ko]]) => [key, language === 'ko' ? ko : en]);
  return Object.fromEntries(entries) as Words;
}

/** A part of a text, as it stands there. */
export const saying = (...parts: readonly string[]): RegExp =>
  new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*'));
