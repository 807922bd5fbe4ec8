/** Registers `<duplicate-queue>`. */
import { register } from '../register.js';
import { DuplicateQueue } from './duplicate-queue.js';

register('duplicate-queue', DuplicateQueue);
