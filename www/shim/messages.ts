// Hold the sentence for each failure, in English; the view says them in the reader's language.
import * as english from "../_locales/en/messages.json";

/** Why the clear view could not be shown, as one sentence each. */
export const errorSentences = {
  empty: english.error_empty.message,
  "too-large": english.error_too_large.message,
  "too-complex": english.error_too_complex.message,
  "no-selection": english.error_no_selection.message,
  "no-story": english.error_no_story.message,
  "invalid-url": english.error_invalid_url.message,
  "invalid-options": english.error_invalid_options.message,
  blocked: english.error_blocked.message,
  "not-handed-over": english.error_not_handed_over.message,
  unavailable: english.error_unavailable.message,
  crashed: english.error_crashed.message,
  "too-slow": english.error_too_slow.message,
  disconnected: english.error_disconnected.message,
  "not-a-page": english.error_not_a_page.message,
  forbidden: english.error_forbidden.message,
  unexpected: english.error_unexpected.message,
} as const;

export type ErrorCode = keyof typeof errorSentences;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(errorSentences, code);
}
