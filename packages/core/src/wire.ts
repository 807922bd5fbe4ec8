/**
 * How an operation travels over HTTP: members that its path names go into the path; of the others those of GET and
 * DELETE go into the query and those of POST and PUT into a JSON body. Both ends read it from the table of routes.
 */
import { routes, type OperationName } from './routes.js';

export interface WireRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** as in the table, with `{name}` for path parameters */
  path: string;
  /** the names in the path, in order */
  parameters: string[];
  /** whether the members outside the path travel as a JSON body; otherwise they are the query */
  hasBody: boolean;
}

export function wireRoute(name: OperationName): WireRoute {
  const [method, path] = routes[name].http.split(' ') as [WireRoute['method'], string];
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!);
  return { method, path, parameters, hasBody: method === 'POST' || method === 'PUT' };
}

export interface WireRequest {
  method: WireRoute['method'];
  /** path and query, beginning with a slash */
  path: string;
  /** JSON */
  body?: string;
}

/** The request that carries the input of an operation. Members of a query must be plain values. */
export function toWire(name: OperationName, input: Readonly<Record<string, unknown>>): WireRequest {
  const { method, path, parameters, hasBody } = wireRoute(name);
  const filled = path.replace(/\{(\w+)\}/g, (_, parameter: string) =>
    encodeURIComponent(String(input[parameter])),
  );
  const others = Object.entries(input).filter(([member]) => !parameters.includes(member));
  if (hasBody) return { method, path: filled, body: JSON.stringify(Object.fromEntries(others)) };
  const given = others.filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([member, value]) => [member, String(value)])).toString();
  return { method, path: query === '' ? filled : `${filled}?${query}` };
}
