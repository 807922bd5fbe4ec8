/**
 * The mail catcher alone, until Ctrl-C: `npm start -w @deskcard/example-mail-catcher`. `SMTP_PORT` and `PORT` ask for
 * first ports.
 */
import { startMailCatcher, type MailCatcher } from './server.js';

/** Taken ports move on to the next ones. */
async function startNear(smtpPort: number, httpPort: number): Promise<MailCatcher> {
  for (let step = 0; ; step++) {
    try {
      return await startMailCatcher({ smtpPort: smtpPort + step, httpPort: httpPort + step });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || step === 20) throw error;
    }
  }
}

const catcher = await startNear(
  Number(process.env['SMTP_PORT'] ?? 2525),
  Number(process.env['PORT'] ?? 4190),
);
console.log(`Mail server for the desk   ${catcher.smtpUrl}`);
console.log(`Caught mails               ${catcher.url}`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void catcher.close());
