/** Registers `<merge-dialog>`. */
import { register } from '../register.js';
import { MergeDialog } from './merge-dialog.js';

register('merge-dialog', MergeDialog);
