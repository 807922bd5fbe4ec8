/** Registers `<grade-settings>`. */
import { register } from '../register.js';
import { GradeSettings } from './grade-settings.js';

register('grade-settings', GradeSettings);
