/** The languages the gallery speaks; each scene provides them with its desk. */
import { ja } from '../../../src/locales/ja.js';
import { ko } from '../../../src/locales/ko.js';
import type { Locale } from '../../../src/locales/locale.js';
import { long } from '../../long-locale.js';

export const locales: readonly Locale[] = [ko, ja, long];
