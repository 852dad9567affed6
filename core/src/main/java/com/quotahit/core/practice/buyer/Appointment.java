package com.quotahit.core.practice.buyer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A day, with or without an hour, as the learner proposed it: "Thursday at ten". */
final class Appointment {

  private static final String DAY =
      "(?:next |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|tomorrow|(?:on )?the (?:\\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)|next week";
  private static final String HOUR =
      "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|half past \\w+|\\d{1,2}(?::\\d{2})?)(?: (?:thirty|fifteen|forty.five|o'clock))?(?: ?(?:am|pm|a\\.m\\.|p\\.m\\.))?(?: in the (?:morning|afternoon))?";
  private static final Pattern PROPOSAL =
      Pattern.compile(
          "\\b("
              + DAY
              + ")\\b(?: (morning|afternoon))?(?:,? (?:at|around|say) ("
              + HOUR
              + ")\\b)?");

  private Appointment() {}

  static Optional<String> in(String text) {
    Matcher matcher = PROPOSAL.matcher(text.toLowerCase(Locale.ROOT));
    String best = null;
    while (matcher.find()) {
      String phrase = matcher.group().replaceFirst("^on ", "").strip();
      if (best == null || matcher.group(3) != null) {
        best = phrase;
      }
    }
    return Optional.ofNullable(best).map(Appointment::withCapital);
  }

  private static String withCapital(String phrase) {
    StringBuilder text = new StringBuilder();
    for (String word : phrase.split(" ")) {
      boolean day = word.matches("(mon|tues|wednes|thurs|fri|satur|sun)day");
      String written = day ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word;
      text.append(text.isEmpty() ? "" : " ").append(written);
    }
    return text.toString();
  }
}
