/** Registers `<api-settings>`. */
import { register } from '../register.js';
import { ApiSettings } from './api-settings.js';

register('api-settings', ApiSettings);
