/** What the mail says, in the language the administrator chose. */
import type { ServerInformationMail } from '../model/server-information.js';

/** The service of the provider whose firewall it is about. */
export interface MailTarget {
  name: string;
  host: string;
  port: string;
}

interface MailTexts {
  subject(target: MailTarget | undefined): string;
  greeting(recipient: string): string;
  request(asker: string, target: MailTarget | undefined): string;
  /** in this order */
  steps(asker: string, target: MailTarget | undefined): string[];
  noteBy(asker: string): string;
  noSecrets: string;
}

const en: MailTexts = {
  subject: (target) => `Addresses to allow in the firewall${target ? `: ${target.name}` : ''}`,
  greeting: (recipient) => `Hello ${recipient},`,
  request: (asker, target) =>
    target
      ? `${asker} asks for our server to be let through to “${target.name}” at ${target.host}, TCP port ${target.port}. Its calls come from:`
      : `${asker} asks for our server to be let through to the service it looks customers up in. Its calls come from:`,
  steps: (asker, target) => [
    target
      ? `Allow incoming connections from these addresses to ${target.host}, TCP port ${target.port}.`
      : 'Allow incoming HTTPS connections (TCP port 443) from these addresses.',
    'If somebody else looks after this firewall, forward this mail to them.',
    `Tell ${asker} when it is done. A test call in the API settings shows whether it works.`,
  ],
  noteBy: (asker) => `${asker} adds:`,
  noSecrets: 'This mail contains no key and no password, and nobody needs one in reply.',
};

const ko: MailTexts = {
  subject: (target) => `방화벽 허용 주소 안내${target ? `: ${target.name}` : ''}`,
  greeting: (recipient) => `${recipient} 님, 안녕하세요.`,
  request: (asker, target) =>
    target
      ? `${asker} 님이 ${target.host}(TCP ${target.port} 포트)의 “${target.name}”에 저희 서버가 접속할 수 있도록 방화벽 허용을 요청했습니다. 호출은 다음 주소에서 나갑니다.`
      : `${asker} 님이 고객 정보를 조회하는 서비스에 저희 서버가 접속할 수 있도록 방화벽 허용을 요청했습니다. 호출은 다음 주소에서 나갑니다.`,
  steps: (asker, target) => [
    target
      ? `위 주소에서 ${target.host}의 TCP ${target.port} 포트로 들어오는 연결을 허용해 주세요.`
      : '위 주소에서 들어오는 HTTPS 연결(TCP 443 포트)을 허용해 주세요.',
    '방화벽을 다른 분이 관리하신다면 이 메일을 전달해 주세요.',
    `완료되면 ${asker} 님에게 알려 주세요. API 설정의 테스트 호출로 접속이 되는지 확인할 수 있습니다.`,
  ],
  noteBy: (asker) => `${asker} 님의 메모:`,
  noSecrets: '이 메일에는 키나 비밀번호가 없으며, 회신으로 보내실 필요도 없습니다.',
};

export const mailTexts: Readonly<Record<ServerInformationMail['language'], MailTexts>> = { en, ko };
