package com.quotahit.core.shared;

import java.util.regex.Pattern;

/**
 * The shape of every id: a short prefix, an underscore, 26 characters that sort by time of making.
 */
public final class Ids {

  private static final Pattern BODY = Pattern.compile("[0-9a-hjkmnp-tv-z]{26}");

  private Ids() {}

  public static boolean valid(String prefix, String value) {
    return value.length() == prefix.length() + 27
        && value.startsWith(prefix)
        && value.charAt(prefix.length()) == '_'
        && BODY.matcher(value).region(prefix.length() + 1, value.length()).matches();
  }

  static void require(String prefix, String value) {
    if (!valid(prefix, value)) {
      throw new IllegalArgumentException("not an id of kind '" + prefix + "': '" + value + "'");
    }
  }
}
