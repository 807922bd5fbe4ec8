/** The domain of Deskcard in this process: `createDesk` on a `StorageAdapter`, and every type a host meets. */
export { createDesk, type CreateDeskOptions } from './create-desk.js';
export { memoryStorage, type MemoryStorageOptions } from './memory-storage.js';
export * from './contract.js';
export { operations } from './operations.js';
export * from './ports.js';
export * from './model/access.js';
export * from './model/change.js';
export * from './model/channel.js';
export * from './model/customer.js';
export * from './model/field.js';
export * from './model/grade.js';
export * from './model/lookup-api.js';
export * from './model/lookup.js';
export * from './model/merge.js';
export * from './model/ticket.js';
export { isColour, luminance, textColour } from './colour.js';
export { codePoints, isTooLong } from './limits.js';
