/** What a gateway needs of Node: the server, the log, the metrics. */
export { requestLog, type LogOptions } from './log.js';
export { smtpMailer, type SmtpMailerOptions } from './mailer.js';
export { prometheusMetrics, type Metrics } from './metrics.js';
export { masterKeySealer } from './sealer.js';
export { serveGateway, type RunningGateway, type ServeOptions } from './serve.js';
