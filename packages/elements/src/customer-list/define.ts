/** Registers `<customer-list>`. */
import { register } from '../register.js';
import { CustomerList } from './customer-list.js';

register('customer-list', CustomerList);
