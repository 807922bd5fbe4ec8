/** 한국어: `<customer-fields>`. */
import type { Strings } from './locale.js';

const amount = (value: number): string => new Intl.NumberFormat('ko').format(value);

export const customerFields: Strings['customerFields'] = {
  nobody: '열려 있는 티켓이 없습니다.',
  noNumber: '티켓을 저장하면 고객번호가 발급됩니다.',
  also: (numbers) => `이전 번호 ${numbers}`,
  merge: '병합',
  noMergeDialog: '이 페이지에서는 고객을 병합할 수 없습니다.',
  registered: (label) => `등록된 값: ${label}`,
  offered: (count) => `등록된 값 ${amount(count)}개`,
  noOffers: '등록된 값을 불러오지 못했습니다.',
  choose: '선택…',
  sources: { manual: '직접 입력', import: '가져오기', ticket: '티켓 접수' },
  ticket: (ticketId) => `티켓 ${ticketId}`,
  number: (number) => `고객번호 ${number}`,
  filled: { connection: '조회 결과로 입력됨', merge: '병합으로 입력됨' },
  undoFill: (label) => `자동 입력 되돌리기: ${label}`,
  conflict: (label) => `다른 사람이 저장한 값: ${label}`,
  theirs: '그사이 저장된 값:',
  mine: '내가 입력한 값:',
  blank: '(비어 있음)',
  takeTheirs: '저장된 값 사용',
  keepMine: '내가 입력한 값 유지',
  conflicts: '그사이 다른 사람이 저장했습니다.',
  conflictsHint: '표시된 항목에서 값을 선택한 뒤 저장해 주세요.',
  changes: (count) => `저장하지 않은 변경 ${amount(count)}건`,
  saving: '저장하는 중',
  saved: (labels) => `저장했습니다: ${labels}`,
  savedAll: '저장했습니다.',
  discard: '변경 취소',
  faults: (count) => `수정이 필요한 항목이 ${amount(count)}개 있습니다.`,
  readOnly: ['조회만 할 수 있고 변경할 수 없습니다.', '관리자에게 권한을 요청해 주세요.'],
  masked: '고객 정보가 가려져 있습니다. 새로 입력하면 가려진 값이 입력한 값으로 바뀝니다.',
  maskedOnly: '고객 정보가 가려져 있습니다.',
  reveal: '값 보기',
  revealReason: '사유(감사 기록에 남습니다)',
  revealed: '값을 표시했습니다. 감사 기록에 남았습니다.',
  takenTitle: (label) => `${label}: 다른 고객에게 등록된 값입니다`,
  takenText: (value, number) =>
    value
      ? `“${value}” 값은 고객번호 ${number}에 등록되어 있습니다.`
      : `고객번호 ${number}에 등록되어 있습니다.`,
  takenNothing: '아직 저장하지 않았습니다.',
  answers: {
    merge: ['병합', '한 사람이 두 번 등록된 경우입니다. 먼저 미리보기가 표시됩니다.'],
    move: ['이 고객으로 옮기기', '이 고객의 값이 되고, 다른 고객에게서는 삭제됩니다.'],
    keepApart: [
      '별도 고객으로 유지',
      '두 사람이 함께 쓰는 값입니다. 두 고객 모두에 남고, 이 값으로 찾으면 기존 고객이 표시됩니다.',
    ],
  },
  saveAfterMerge: '아직 저장하지 않았습니다. 병합한 뒤 다시 저장해 주세요.',
};
