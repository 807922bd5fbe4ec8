/** 日本語: `<field-connections>`. */
import type { TicketFieldType } from '@deskcard/core';
import type { Strings } from './locale.js';

const amount = (value: number): string => new Intl.NumberFormat('ja').format(value);

const types: Readonly<Record<TicketFieldType, string>> = {
  text: 'テキストボックス',
  textarea: 'テキストエリア',
  checkbox: 'チェックボックス',
  dropdown: 'ドロップダウン',
  radio: 'ラジオボタン',
  date: '日付',
  datetime: '日時',
  'date-period': '日付の期間',
  'datetime-period': '日時の期間',
  agree: '同意',
  caption: '説明文',
  file: 'ファイル',
};

export const fieldConnections: Strings['fieldConnections'] = {
  adminsOnly: 'フィールド連携を使えるのは管理者だけです。',
  intro:
    '照会で顧客が見つかると、結果項目がこれらのチケットのフィールドに入力されます。値があるフィールドは変更されず、値が切り詰められることもありません。フィールドより長い値は入力せずに、お知らせします。',
  noApis: '照会 API がまだありません',
  noApisHint: 'API 設定で追加すると、その結果項目をここで連携できます。',
  noItems: 'この API には結果項目がありません。API 設定で追加してください。',
  apiGone: (name) => `${name} が削除されたため、選択した内容も失われました。`,
  itemsGone: '結果項目が削除されたため、その連携も削除されました。',
  count: (linked, all) => `${amount(all)} 件中 ${amount(linked)} 件を連携`,
  unsaved: '未保存',
  fieldFor: (item) => `${item} を入力するフィールド`,
  none: '連携しない',
  types,
  field: (label, type, maximum) =>
    `${label}(${types[type]}${maximum === 0 ? '' : `、${amount(maximum)} 文字まで`})`,
  another: '別のフィールド',
  linkFaults: {
    gone: 'このフィールドは削除されています。別のフィールドを選んでください。',
    notLinkable: 'このフィールドには自由なテキストを入力できなくなりました。別のフィールドを選んでください。',
  },
  first: (others) => `先に入力します。この値がない場合だけ ${others} で入力します。`,
  after: (others) => `${others} の値がない場合だけ入力します。`,
  putFirst: '優先する',
  isFirst: (item, field) => `${item} を ${field} に優先して入力します`,
  agree: (count) => `チケットのフィールドと同じ名前の結果項目が ${amount(count)} 件あります。`,
  useSuggestions: (count) => `候補 ${amount(count)} 件を使う`,
  suggested: (count) => `フィールドを ${amount(count)} 件選びました。まだ保存されていません`,
  suggestion: (field) => `${field} を使う`,
  unlinkable: (count) => `連携できないフィールド ${amount(count)} 件`,
  unlinkableHint:
    '自由なテキストを入力できるのは、テキストボックスとテキストエリアだけです。次のフィールドは種類が異なります:',
  preview: 'サンプルの応答でプレビュー',
  sample: 'サンプルの応答(JSON)',
  sampleHint:
    'API 設定のテスト呼び出しに表示される、提供元の応答を貼り付けてください。送信も保存もされません。',
  notReadable: 'JSON オブジェクトではありません。',
  nothingLinked: 'まだ何も連携されていません。',
  filledFrom: (item) => `${item} から入力`,
  left: {
    noValue: (item) => `入力なし: 応答に ${item} の値がありません`,
    sameValue: (item) => `入力なし: ${item} と同じ値です`,
    filledBefore: (item) => `入力なし: ${item} より先に入力されています`,
    hasValue: (item) => `入力なし: すでに値があるため、${item} は使われません`,
    tooLong: (item, maximum) => `入力なし: ${item} が ${amount(maximum ?? 0)} 文字を超えています`,
    notLinkable: (item) => `入力なし: ${item} のテキストを入力できません`,
    unknownField: (item) => `入力なし: ${item} のフィールドが削除されています`,
  },
  saving: '保存中',
  saved: '保存しました。',
  notSaved: 'まだ保存していません',
  discard: '破棄',
  discarded: '保存された内容に戻しました。',
  faults: (count) => `修正が必要なフィールドが ${amount(count)} 件あります。`,
  conflict: 'その間に、ほかの管理者がフィールド連携を保存しました。',
  conflictHint: '選んだ内容は残っています。比べて選んでください。',
  ticketField: 'チケットのフィールド',
  theirs: 'ほかの管理者が保存した内容',
  mine: '自分が選んだ内容',
  takeTheirs: '保存された内容を使う',
  keepMine: '自分の内容で上書きする',
};
