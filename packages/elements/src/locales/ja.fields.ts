/** 日本語: `<customer-fields>`. */
import type { Strings } from './locale.js';

const amount = (value: number): string => new Intl.NumberFormat('ja').format(value);

export const customerFields: Strings['customerFields'] = {
  nobody: 'チケットが開かれていません。',
  noNumber: 'チケットを保存すると、顧客番号が発行されます。',
  also: (numbers) => `以前の番号 ${numbers}`,
  merge: '統合',
  noMergeDialog: 'このページでは顧客を統合できません。',
  registered: (label) => `登録済みの値: ${label}`,
  offered: (count) => `登録済みの値 ${amount(count)} 件`,
  noOffers: '登録済みの値を表示できません。',
  choose: '選択…',
  sources: { manual: '手入力', import: 'インポート', ticket: 'チケットから' },
  ticket: (ticketId) => `チケット ${ticketId}`,
  number: (number) => `顧客番号 ${number}`,
  filled: { connection: '照会により入力', merge: '統合により入力' },
  undoFill: (label) => `自動入力を元に戻す: ${label}`,
  conflict: (label) => `ほかの人が保存しました: ${label}`,
  theirs: 'その間に保存された値:',
  mine: '自分が入力した値:',
  blank: '(空)',
  takeTheirs: '保存された値を使う',
  keepMine: '入力した値を残す',
  conflicts: 'その間に、ほかの人が保存しました。',
  conflictsHint: '印の付いた項目で選んでから、保存してください。',
  changes: (count) => `未保存の変更 ${amount(count)} 件`,
  saving: '保存しています…',
  saved: (labels) => `保存しました: ${labels}`,
  savedAll: '保存しました。',
  discard: '破棄',
  faults: (count) => `修正が必要な項目が ${amount(count)} 件あります。`,
  readOnly: ['表示はできますが、変更はできません。', '管理者に権限を依頼してください。'],
  masked: '値は伏せ字で表示されています。入力した内容は、伏せ字の値と置き換わります。',
  maskedOnly: '値は伏せ字で表示されています。',
  reveal: '値を表示',
  revealReason: '理由(監査記録に残ります)',
  revealed: '値を表示しています。監査記録に残りました。',
  takenTitle: (label) => `${label}: 別の顧客の値です`,
  takenText: (value, number) =>
    value
      ? `「${value}」は顧客番号 ${number} に登録されています。`
      : `顧客番号 ${number} に登録されています。`,
  takenNothing: 'まだ何も保存されていません。',
  answers: {
    merge: ['統合', '同じ人物が 2 件に分かれている場合。先にプレビューを表示します。'],
    move: ['この顧客に移す', '値はこの顧客のものになり、もう一方からは削除されます。'],
    keepApart: [
      '別々のままにする',
      '2 人で共有している場合。両方に登録され、検索では引き続きもう一方の顧客が見つかります。',
    ],
  },
  saveAfterMerge: 'まだ保存されていません。統合の後にもう一度保存してください。',
};
