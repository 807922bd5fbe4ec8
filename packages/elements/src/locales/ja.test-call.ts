import type * as english from './en.test-call.js';

export const outcomes: typeof english.outcomes = {
  found: { text: '見つかりました', hint: '' },
  noResult: { text: '該当なし', hint: 'この値に該当する顧客は、提供元にいません。' },
  notAllowed: {
    text: '許可されていません',
    hint: '提供元が使用中のキーを受け付けているか、セキュリティの設定が同じかを確認してください。',
  },
  providerError: { text: '提供元のエラー', hint: 'ベース URL と変数名を確認してください。' },
  serverError: { text: '提供元のサーバーエラー', hint: '提供元での確認が必要です。' },
};

export const reasons: typeof english.reasons = {
  invalidUrl: 'ベース URL が完全なアドレスではありません。',
  notHttps: 'ベース URL は https:// で始める必要があります。',
  credentials: 'ベース URL からユーザー名とパスワードを取り除いてください。',
  privateAddress:
    'ホストが公開アドレスにつながりません。社内ネットワークにある場合は、このサーバーの運用担当者が例外として許可できます。',
  redirect: '提供元が別のアドレスへ転送しています。転送先のアドレスを入力してください。',
  nameNotFound: 'ホスト名が見つかりません。つづりを確認してください。',
  refused: 'ホストに接続を拒否されました。ポートと、提供元のサービスが動いているかを確認してください。',
  unreachable: '接続できません。提供元のファイアウォールで、このサーバーのアドレスを許可する必要があります。',
  certificate: '提供元の証明書が、期限切れ、別ホスト用、または不明な認証局のものです。',
  tls: '暗号化された接続を確立できません。ポートが https に対応しているか確認してください。',
  brokenOff: '応答の途中で接続が切れました。',
  noConnection:
    '時間内に接続できませんでした。提供元のファイアウォールで、このサーバーのアドレスを許可する必要があります。',
  noReply: '提供元は呼び出しを受け付けましたが、時間内に応答しませんでした。',
  slowReply: '応答は始まりましたが、時間内に終わりませんでした。',
  compressed: '圧縮しない応答を求めましたが、提供元が圧縮しています。',
  notUtf8: '応答が UTF-8 ではありません。',
  notHttp: '応答が HTTP ではありません。ポートを確認してください。',
  largeHeaders: '応答ヘッダーが 16 KiB を超えています。',
  largeBody: '応答が 1 MiB を超えています。',
  tooManyCalls: '1 つの API で同時に呼び出せるのは 20 件までです。',
};

export const problems: typeof english.problems = {
  notEncrypted: '応答が暗号化されていません。HTTP 200 の応答は暗号化が必要です。',
  malformed: '応答が compact JWE の形式ではありません。',
  algorithm: '応答は dir と A256GCM で暗号化し、圧縮しないでください。',
  unknownKey:
    '応答のキーは、ここで使用中のものでも切り替え中のものでもありません。キー ID を比べてください。',
  wrongKey: '応答が途中で変わったか、同じキー ID の別のキーで暗号化されています。',
  shape: '応答の中身は iat、jti、inReplyTo、body を持つ JSON オブジェクトにしてください。',
  clock: '時計が 5 分以上ずれています。提供元の時計を合わせる必要があります。',
  otherRequest: '別のリクエストへの応答です。inReplyTo はこのリクエストの jti と同じ値にしてください。',
};
