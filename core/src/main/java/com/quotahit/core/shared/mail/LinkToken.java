package com.quotahit.core.shared.mail;

import java.util.regex.Pattern;

/**
 * The secret at the end of a link. Made of letters, digits, hyphen and underscore, so that it can
 * only ever be one part of a path. Prints nothing of itself.
 */
public record LinkToken(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{16,256}");

  public LinkToken {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a link's token has 16 to 256 letters, digits, - or _");
    }
  }

  @Override
  public String toString() {
    return "LinkToken[redacted]";
  }
}
