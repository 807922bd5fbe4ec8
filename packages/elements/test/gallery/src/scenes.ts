/** Every element in its states; a new one is added here. */
import { queueScenes } from './duplicate-queue.js';
import { settingsScenes } from './api-settings.js';
import { badgeScenes } from './customer-badge.js';
import { connectionScenes } from './field-connections.js';
import { infoScenes } from './customer-info.js';
import { fieldsScenes } from './customer-fields.js';
import { gradeScenes } from './grades.js';
import { customerListScenes } from './customer-list.js';
import { searchScenes } from './info-search.js';
import { mergeScenes } from './merge-dialog.js';
import { partScenes } from './parts.js';
import type { Scene } from './scene.js';

export const scenes: readonly Scene[] = [
  ...partScenes,
  ...badgeScenes,
  ...infoScenes,
  ...searchScenes,
  ...mergeScenes,
  ...settingsScenes,
  ...connectionScenes,
  ...fieldsScenes,
  ...gradeScenes,
  ...customerListScenes,
  ...queueScenes,
];
