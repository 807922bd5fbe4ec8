/** Registers `<customer-fields>`. */
import { register } from '../register.js';
import { CustomerFields } from './customer-fields.js';

register('customer-fields', CustomerFields);
