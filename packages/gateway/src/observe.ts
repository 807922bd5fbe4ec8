/** What a gateway tells of each request to whoever watches it: never personal data, never a secret (trap 14). */
import { trace, SpanKind, SpanStatusCode, type Span } from '@opentelemetry/api';
import type { ErrorCode } from '@deskcard/core/errors';

export interface RequestRecord {
  requestId: string;
  /** of an operation, or of a route of the gateway's own such as `changes`; absent when nothing was addressed */
  operation?: string;
  method: string;
  status: number;
  seconds: number;
  workspace?: string;
  code?: ErrorCode;
  /** why the gateway failed, without messages, which may quote what somebody typed */
  fault?: {
    /** of the error and its causes, with the codes that the system gave them */
    name: string;
    /** where nobody foresaw it */
    stack?: string[];
  };
}

export interface Observer {
  request?(record: RequestRecord): void;
  /** how many event streams are open now */
  streams?(open: number): void;
}

function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let each = error; each instanceof Error && chain.length < 5; each = each.cause) chain.push(each);
  return chain;
}

function nameOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}

/** The kinds of an error and of its causes, in one line. */
export function faultOf(error: unknown): NonNullable<RequestRecord['fault']> {
  return { name: causesOf(error).map(nameOf).join(' < ') || typeof error };
}

/** The frames of an error and of its causes. */
export const framesOf = (error: unknown): string[] =>
  causesOf(error).flatMap(({ stack = '' }) =>
    stack
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('at '))
      .slice(0, 12),
  );

/** Runs an operation inside a span of OpenTelemetry; without an SDK in the process this costs next to nothing. */
export function inSpan<T>(name: string, method: string, work: (span: Span) => Promise<T>): Promise<T> {
  const tracer = trace.getTracer('@deskcard/gateway');
  const attributes = { 'http.request.method': method, 'deskcard.operation': name };
  return tracer.startActiveSpan(`deskcard ${name}`, { kind: SpanKind.SERVER, attributes }, async (span) => {
    try {
      return await work(span);
    } finally {
      span.end();
    }
  });
}

export function markSpan(span: Span, status: number, code: ErrorCode | undefined): void {
  span.setAttribute('http.response.status_code', status);
  if (code !== undefined) span.setAttribute('error.type', code);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
}
