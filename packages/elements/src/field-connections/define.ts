/** Registers `<field-connections>`. */
import { register } from '../register.js';
import { FieldConnectionsElement } from './field-connections.js';

register('field-connections', FieldConnectionsElement);
