/** A desk that can send server information, to three agents, through a mailer that does what a test tells it to. */
import { agentList, type CreateDeskOptions, type Mail, type Mailer } from '../src/index.js';
import { testDesk, type TestDesk } from './desk.js';

export const agents = [
  { userId: 'mina', name: '김미나', email: 'mina@example.com' },
  { userId: 'jun', name: 'Jun Park', email: 'Jun.Park@example.com' },
  { userId: 'seo', name: '이서연', email: 'seo@예시.한국' },
];

export const serverInformation = {
  addresses: ['203.0.113.10', '2001:DB8::/48'],
  serviceName: 'Example Helpdesk',
};

export interface FakeMailer extends Mailer {
  /** every mail it was given, in order */
  mails: Mail[];
}

/** `answer` decides per mail; what it throws is thrown as a mailer would. */
export function fakeMailer(
  answer: (mail: Mail, signal: AbortSignal | undefined) => unknown = () => undefined,
): FakeMailer {
  const mails: Mail[] = [];
  return {
    mails,
    send: async (mail, { signal }) => {
      mails.push(mail);
      await answer(mail, signal);
    },
  };
}

export function mailDesk(mailer: Mailer, options: Partial<CreateDeskOptions> = {}): TestDesk {
  return testDesk({ agentDirectory: agentList(agents), mailer, settings: { serverInformation }, ...options });
}
