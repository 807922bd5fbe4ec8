/** What a failure means in the language of the page: Deskcard's stable code decides, never its message. */
import { ko, toDeskError, type Issue } from 'deskcard';
import type { Preferences } from './preferences.js';

/** What happened, and what to do about it. */
export function explain(error: unknown, language: Preferences['language']): readonly [string, string] {
  const { code, message, hint } = toDeskError(error);
  if (language !== 'ko') return [message, hint];
  const { errors } = ko.strings;
  return code in errors ? errors[code as keyof typeof errors] : errors.internal;
}

/** Why one field was refused. */
export function explainIssue({ code, message, maximum }: Issue, language: Preferences['language']): string {
  if (language !== 'ko') return message;
  const text = ko.strings.issues[code];
  return typeof text === 'function' ? text(maximum) : text;
}
