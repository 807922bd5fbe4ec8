/** Registers `<info-search>`. */
import { register } from '../register.js';
import { InfoSearch } from './info-search.js';

register('info-search', InfoSearch);
