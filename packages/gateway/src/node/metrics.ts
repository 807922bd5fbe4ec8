/** What a gateway does, as Prometheus reads it. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Observer } from '../observe.js';

export interface Metrics extends Observer {
  /** the answer to a scrape */
  respond: () => Promise<Response>;
}

export function prometheusMetrics(): Metrics {
  const registers = [new Registry()] as [Registry];
  collectDefaultMetrics({ register: registers[0] });
  const requests = new Histogram({
    name: 'deskcard_request_seconds',
    help: 'How long requests took, by operation and status.',
    labelNames: ['operation', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers,
  });
  const open = new Gauge({ name: 'deskcard_event_streams', help: 'Open streams of changes.', registers });
  return {
    request: ({ operation, status, seconds }) =>
      requests.observe({ operation: operation ?? 'other', status }, seconds),
    streams: (count) => open.set(count),
    respond: async () => {
      const [registry] = registers;
      return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } });
    },
  };
}
