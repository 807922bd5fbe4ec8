/** 日本語. A host offers it with `provideDeskcard(target, { desk, locales: [ja] })`. */
import { customerList } from './ja.customer-list.js';
import { duplicateQueue } from './ja.duplicates.js';
import { errors } from './ja.errors.js';
import { customerFields } from './ja.fields.js';
import { gradeMembers, gradeSettings } from './ja.grades.js';
import { fieldConnections } from './ja.connections.js';
import { lookups } from './ja.lookups.js';
import { apiSettings } from './ja.settings.js';
import type { Locale } from './locale.js';

const amount = (value: number): string => new Intl.NumberFormat('ja').format(value);

export const ja: Locale = {
  lang: 'ja',
  strings: {
    common: {
      save: '保存',
      cancel: 'キャンセル',
      close: '閉じる',
      search: '検索',
      retry: 'やり直す',
      undo: '元に戻す',
      add: '追加',
      edit: '編集',
      remove: '削除',
      copy: 'コピー',
      copied: 'コピーしました',
      reload: '再読み込み',
      loading: '読み込み中',
      required: '必須',
      none: '—',
      customerNumber: '顧客番号',
      memberId: '会員 ID',
      name: '氏名',
      phone: '電話番号',
      email: 'メールアドレス',
      customer: '顧客',
      ticket: 'チケット',
      status: {
        new: '新規',
        open: '対応中',
        reply: '返信済み',
        solved: '解決済み',
        closed: '完了',
      },
      noDesk: 'このページには顧客情報が接続されていません。',
      noAnswer: [
        '時間内に応答がありませんでした。',
        'やり直してください。同じ処理が二重に行われることはありません。',
      ],
      notLoaded: [
        '画面を読み込めませんでした。',
        '接続を確認して、やり直してください。続く場合はページを再読み込みしてください。',
      ],
    },
    errors,
    issues: {
      required: '入力してください。',
      tooLong: (maximum) =>
        maximum === undefined ? '長すぎます。' : `${amount(maximum)} 文字以内で入力してください。`,
      tooMany: (maximum) =>
        maximum === undefined ? '多すぎます。' : `登録できるのは ${amount(maximum)} 件までです。`,
      invalid: 'この値は使えません。',
      invalidUrl: 'https://api.example.com/customer のように、完全なアドレスを入力してください。',
      httpsOnly: 'アドレスは https:// で始めてください。',
      invalidColour: '#1F6FEB のような形式で色を入力してください。',
      invalidPhone: '電話番号の形式が正しくありません。',
      invalidEmail: 'メールアドレスの形式が正しくありません。',
      invalidName: '使えるのは英字、数字、-、_ だけです。',
      invalidTime: '使えない日付です。2026-12-31 のような形式で入力してください。',
      duplicate: 'すでに使われています。',
      noOptions: '選択肢を 1 つ以上追加してください。',
      masked: '伏せ字の値です。全体を入力するか、そのままにしてください。',
      unavailable: 'ここでは利用できません。',
      unknown: '不明な値です。',
    },
    customerBadge: {
      grades: 'グレード',
    },
    // --- <info-search>
    infoSearch: {
      ...lookups,
      reset: 'リセット',
      choose: '選択してください',
      masked:
        '顧客情報は伏せ字で表示されています。入力しなかった項目は保存済みチケットの値で照会し、結果はチケットに入力されません。',
      filled: (fields) => `チケットに入力しました: ${fields}`,
      takenBack: (fields) => `入力を取り消しました: ${fields}`,
      fillAgain: 'もう一度入力',
      notFilled: {
        hasValue: (fields) => `値があるため入力していません: ${fields}`,
        tooLong: (fields) => `フィールドの長さを超えるため入力していません: ${fields}`,
        notLinkable: (fields) => `テキストのフィールドではないため入力していません: ${fields}`,
        unknownField: (fields) => `フィールドがないため入力していません: ${fields}`,
      },
      matching: '一致するチケット',
      period: '期間',
      periods: { quarter: '3 か月', year: '1 年', all: 'すべて' },
      noConditions:
        '会員 ID、電話番号、メールアドレス、氏名のいずれかを入力すると、一致するチケットが表示されます。',
      noTickets: 'この期間のチケットはありません。',
      more: 'さらに表示',
      newest: (count) => `最新のチケット ${amount(count)} 件`,
      noSubject: '(件名なし)',
      thisTicket: 'このチケット',
      also: (numbers) => `以前の番号 ${numbers}`,
    },
    customerInfo: {
      ...lookups,
      noTicket: 'チケットを選ぶと、その顧客が表示されます。',
      noCustomer: 'このチケットにはまだ顧客がいません。保存すると登録されます。',
      nameless: '(氏名なし)',
      masked: '値は伏せ字で表示されています。',
      grades: 'グレード',
      noGrades: 'グレードを読み込めませんでした。',
      also: (numbers) => `以前の番号 ${numbers}`,
      before: '以前の値',
      since: '初回登録',
      noLookups: '自動で照会する照会 API がありません。',
      noLookupsHint: 'API 設定で、チケットのフィールドと自動照会するチャネルを指定してください。',
      notYet: 'まだ照会していません',
    },
    // --- <merge-dialog>
    mergeDialog: {
      title: '顧客の統合',
      tabs: { merge: '統合', history: '履歴' },
      numberHead: '顧客番号',
      number: (number) => `顧客番号 ${number}`,
      current: '現在の顧客',
      grades: 'グレード',
      noCustomer: '顧客が選択されていません。',
      moved: (from, to) => `統合またはその取り消しにより、顧客番号 ${from} ではなく ${to} を表示しています。`,
      other: '同じ人物のほかの顧客',
      searchIn: '検索対象',
      everywhere: 'すべての項目',
      placeholder: '顧客番号、氏名、会員 ID、電話番号、メールアドレス',
      whole:
        '値は伏せ字で表示されています。検索できるのは値の全体だけです: 電話番号(または下 4 桁)、メールアドレス、会員 ID、氏名の 1 語。',
      suggested: '同じ人物の可能性があります',
      shared: { phone: '電話番号が同じ', email: 'メールアドレスが同じ', memberId: '会員 ID が同じ' },
      found: (count, isMore) =>
        isMore
          ? `${amount(count)} 件まで表示しています。検索語を追加して絞り込んでください。`
          : `検索結果 ${amount(count)} 件`,
      none: '該当する顧客がいません。',
      noneHint: 'つづりを確認するか、すべての項目で検索してください。',
      earlier: '以前の値',
      pick: (number) => `顧客番号 ${number} も選ぶ`,
      picked: (count) => `${amount(count)} 件を選択中`,
      full: (most) => `一度に統合できるのは ${amount(most)} 件までです。`,
      compare: (count) => `${amount(count)} 件の統合をプレビュー`,
      leaveOut: (number) => `顧客番号 ${number} を外す`,
      preview: '統合のプレビュー',
      another: '別の顧客を選ぶ',
      fate: { survivor: '残る', absorbed: '別名になる' },
      swap: '入れ替える',
      stay: 'この番号を残す',
      stayOf: (number) => `この番号を残す: 顧客番号 ${number}`,
      result: '統合後の表示',
      alias: (survivor, absorbed) =>
        `顧客番号 ${absorbed} は、新しいチケットでも、今後ずっと顧客番号 ${survivor} につながります。`,
      tickets: (count) => `チケット ${amount(count)} 件${count < 1000 ? '' : '以上'}`,
      along: (tickets) => `一緒に移るもの: ${tickets}、すべての値とグレード。チケットは書き換えられません。`,
      filled: 'このチケットに入力される項目',
      warnings: {
        differentMemberId: '会員 ID が異なります。別の人物かもしれません。',
        nothingInCommon: '共通する値がありません。別の人物かもしれません。',
      },
      about: (numbers) => `対象: 顧客番号 ${numbers}`,
      confirm: (count) => `${amount(count)} 件が同じ人物であることを確認しました。`,
      confirmFirst: '先にこの項目をチェックしてください。',
      blockers: {
        sameCustomer: '同じ顧客です。',
        alreadyMerged: 'これらはすでに統合されています。',
      },
      overtaken: 'その間に顧客情報が変更されました。',
      overtakenHint: '新しいプレビューです。確認してから統合してください。',
      reason: '理由(履歴に残ります)',
      merged: (survivor, absorbed) => `顧客番号 ${absorbed} を顧客番号 ${survivor} に統合しました。`,
      undo: '統合を取り消す',
      undoOf: (number) => `元に戻す: 顧客番号 ${number} の統合`,
      together: '一緒に統合した顧客',
      apart: (survivor, restored) => `顧客番号 ${survivor} と ${restored} は、再び別々の顧客になりました。`,
      since: '統合後の変更と、それがどちらに残るか',
      sinceNothing: '統合後の変更はありません。',
      placed: '識別情報が一致する顧客へ移動',
      unclear: 'どちらの顧客のチケットですか',
      unclearHint:
        '統合されている間に受け付け、識別情報では判断できないチケットです。それぞれ顧客を選んでください。',
      nowWith: (number) => `現在は顧客番号 ${number} のチケットです。`,
      placedWith: (number) => `顧客番号 ${number} のチケットにしました。`,
      noMerges: 'この顧客は統合されたことがありません。',
      active: '統合中',
      undone: '取り消し済み',
      ask: (survivor, absorbed) =>
        `顧客番号 ${absorbed} に、そのチケット、値、識別情報と、統合後にその番号で受け付けたものが戻ります。` +
        `それ以外は顧客番号 ${survivor} に残ります。統合でチケットに入力された項目は空になります。`,
      keep: '統合したままにする',
    },
    apiSettings,
    customerFields,
    customerList,
    duplicateQueue,
    fieldConnections,
    gradeMembers,
    gradeSettings,
  },
};
