/** Registers `<customer-badge>`. */
import { register } from '../register.js';
import { CustomerBadge } from './customer-badge.js';

register('customer-badge', CustomerBadge);
