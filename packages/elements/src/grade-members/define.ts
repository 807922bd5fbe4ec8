/** Registers `<grade-members>`. */
import { register } from '../register.js';
import { GradeMembers } from './grade-members.js';

register('grade-members', GradeMembers);
