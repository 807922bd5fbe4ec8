/** Registers `<customer-info>`. */
import { register } from '../register.js';
import { CustomerInfo } from './customer-info.js';

register('customer-info', CustomerInfo);
