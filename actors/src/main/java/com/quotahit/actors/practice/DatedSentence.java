package com.quotahit.actors.practice;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a sentence names a day, a date or a time of day. */
final class DatedSentence {

  private static final Pattern DATE =
      Pattern.compile(
          "\\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|next week|this week|\\d{1,2}(st|nd|rd|th)|(at|around) (\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)|january|february|march|april|may \\d|june|july|august|september|october|november|december|sixteenth|fifteenth|first of)\\b");

  private DatedSentence() {}

  static boolean in(String sentence) {
    return DATE.matcher(sentence.toLowerCase(Locale.ROOT)).find();
  }
}
