/**
 * An administrator deletes the customer in the dialog. Loaded when that is asked for the first time: few people ever
 * are.
 */
import { customerDeletion as english } from '../locales/en.customer-deletion.js';
import { styles } from './deletion.styles.js';

export { Deletion } from './deletion.js';
export { deletionStatus, deletionView } from './deletion-view.js';
export { english, styles };
