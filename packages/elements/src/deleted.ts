/** Somebody who was deleted is no failure, and asking again changes nothing: what was known of them is not shown on. */
import { isDeskError } from '@deskcard/core/errors';

export const isDeleted = (error: unknown): boolean => isDeskError(error) && error.code === 'customer_deleted';
