package com.quotahit.core.practice.buyer;

import java.util.regex.Pattern;

/** Joins first words and sentences so that they read as one breath. */
final class Wordplay {

  private static final Pattern STAYS_LARGE =
      Pattern.compile(
          "^(?:I\\b|I'|[A-Z]{2}|Bernd|March|Mondays?|Christmas|Jonas|Clearpath|Friday|Thursday)");
  private static final Pattern HAS_OPENING =
      Pattern.compile(
          "^(?:Okay|Yes|No\\b|Well|Honestly|Frankly|Between us|Sorry|Hm|Right|Good|Fine|To be|Let's say|Since you|If you ask|Not sure|Me\\?|Ideally|Roughly|Mostly|There's always|Call it|And|But|Or|So|Hang on|Look|Our|Around|About|Nothing|Nobody|Maybe|Apart|It's normal)\\b");

  private Wordplay() {}

  static boolean takesLeadIn(String text) {
    return !text.endsWith("?") && !HAS_OPENING.matcher(text).find() && text.length() < 110;
  }

  static String small(String text) {
    return STAYS_LARGE.matcher(text).find()
        ? text
        : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
