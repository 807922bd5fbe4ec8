/** What a client needs to speak Deskcard without holding the domain: the operations, the `Desk` shape, the errors. */
export { deskFrom, type Desk, type DeskOperations, type OperationCall } from './desk.js';
export {
  DeskError,
  errorCodes,
  invalidInput,
  isDeskError,
  toDeskError,
  type ErrorCode,
  type Issue,
  type IssueCode,
} from './errors.js';
export {
  operationNames,
  operations,
  type Effect,
  type InputOf,
  type Operation,
  type OperationName,
  type Operations,
  type OutputOf,
} from './operations.js';
