/** What is read of the queue at a time. */
import type { OutputOf } from '@deskcard/core';

export type QueuePage = OutputOf<'duplicates.queue'>;

export const PAGE = 20;
