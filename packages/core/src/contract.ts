/** What a client needs to speak Deskcard without holding the domain: the routes, the `Desk` shape, the errors. */
export { deskFrom, type Desk, type DeskOperations, type OperationCall } from './desk.js';
export {
  DeskError,
  errorCodes,
  invalidInput,
  isDeskError,
  toDeskError,
  wiringErrorCodes,
  type ErrorCode,
  type WiringErrorCode,
  type Issue,
  type IssueCode,
} from './errors.js';
export { operationNames, routes, type Effect, type OperationName, type Route } from './routes.js';
export { toWire, wireRoute, type WireRequest, type WireRoute } from './wire.js';
export type { InputOf, Operation, Operations, OutputOf } from './operations.js';
