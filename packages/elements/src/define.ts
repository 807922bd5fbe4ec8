/** Registers every element under its own name: `import '@deskcard/elements/define'`. */
import './api-settings/define.js';
import './customer-badge/define.js';
import './customer-info/define.js';
import './duplicate-queue/define.js';
import './field-connections/define.js';
import './customer-fields/define.js';
import './grade-members/define.js';
import './grade-settings/define.js';
import './customer-list/define.js';
import './merge-dialog/define.js';
import './info-search/define.js';
