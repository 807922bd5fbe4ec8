/** What a gateway needs of Node: the server, the guarded way out, sealing, mail, the log and the metrics. */
export { ConfigError, readConfig, type GatewayConfig } from './config.js';
export {
  egressLimits,
  guardedTransport,
  type EgressLimits,
  type GuardedTransport,
  type GuardedTransportOptions,
} from './egress/guarded-transport.js';
export { requestLog, type LogOptions } from './log.js';
export { smtpMailer, type SmtpMailerOptions } from './mailer.js';
export { prometheusMetrics, type Metrics } from './metrics.js';
export { resealDatabase, type WorkspaceReseal } from './reseal.js';
export { masterKeySealer } from './sealer.js';
export { serveGateway, type RunningGateway, type ServeOptions } from './serve.js';
export { startGateway } from './start.js';
