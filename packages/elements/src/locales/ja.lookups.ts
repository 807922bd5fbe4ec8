/** `<info-search>` と `<customer-info>` が共に使う言葉。 */
import type * as english from './en.js';

export const lookups: typeof english.lookups = {
  nothing: '照会 API がまだ登録されていません。',
  nothingHint: 'API 設定で追加してください。',
  notPermitted: '顧客情報を照会する権限がありません。',
  searching: '照会しています…',
  cancelled: 'キャンセルしました',
  line: (api, outcome) => `${api}: ${outcome}`,
  outcomes: {
    found: ['見つかりました', ''],
    noResult: ['該当なし', '値を確認して、もう一度照会してください。'],
    notAllowed: ['許可されていません', '提供元に拒否されました。管理者にキーの確認を依頼してください。'],
    providerError: ['提供元のエラー', '管理者に API のアドレスの確認を依頼してください。'],
    serverError: ['提供元のサーバーエラー', '少し待ってから、やり直してください。'],
    timeout: ['時間内に応答がありません', '少し待ってから、やり直してください。'],
    network: ['提供元に接続できません', 'やり直してください。続く場合は管理者に連絡してください。'],
    blocked: ['呼び出せないアドレスです', '管理者に API のアドレスの修正を依頼してください。'],
    malformed: ['応答を読み取れません', '提供元での修正が必要です。管理者に連絡してください。'],
    tooLarge: ['応答が大きすぎます', 'より具体的な値で照会してください。'],
    busy: ['照会が混み合っています', '少し待ってから、やり直してください。'],
    paused: ['提供元のエラーにより一時停止中です', '1 分ほど待ってから、やり直してください。'],
  },
  asOf: (time, duration) => `${time} 時点 · ${duration}`,
  kept: (time) => `${time} 時点`,
  stale: '照会の後に値が変更されました。もう一度照会してください。',
  providerSays: (words) => `提供元からのメッセージ: ${words}`,
  notRun: {
    channelNotLinked: () => '自動照会なし(連携していないチャネル)',
    missingValue: (items) => `自動照会なし(値がありません: ${items})`,
    tooLong: (items) => `自動照会なし(長すぎます: ${items})`,
    notReady: () => '照会なし(管理者によるキーの確認が必要)',
  },
  copyValue: (name) => `${name}をコピー`,
  copyByHand: '選択されたテキストをキーボードでコピーしてください。',
  showAll: 'すべて表示',
  showLess: '折りたたむ',
};
