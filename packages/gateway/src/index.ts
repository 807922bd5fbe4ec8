/** A gateway for any runtime that has `fetch` and `Request`; what needs Node stands under `@deskcard/gateway/node`. */
export { createGateway, type Gateway, type GatewayOptions } from './gateway.js';
export { jwtAuthenticator, type JwtOptions } from './jwt.js';
export type { Observer, RequestRecord } from './observe.js';
export { openApiDocument, type OpenApiOptions } from './openapi.js';
export { deskPrincipal, GatewayPrincipal, type Authenticate } from './principal.js';
export { Problem } from './problem.js';
