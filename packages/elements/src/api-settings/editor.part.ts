/**
 * R31–R45, B10: everything with which one lookup API is edited: its definition, its key, its items, the test call, and
 * its end. Loaded when a lookup API is first opened.
 */
import { editor as english } from '../locales/en.editor.js';
import { Editor } from './editor.js';
import { styles } from './editor.styles.js';
import { editorView } from './editor-view.js';
import { askToRemove } from './removal.js';

export { askToRemove, Editor, editorView, english, styles };
