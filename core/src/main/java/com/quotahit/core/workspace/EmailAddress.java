package com.quotahit.core.workspace;

import com.quotahit.core.shared.Parsed;
import java.util.Locale;
import java.util.regex.Pattern;

/** An address by which somebody signs in; case does not matter, so it is kept in lower case. */
public record EmailAddress(String value) {

  private static final int LENGTH_MAX = 254;
  private static final Pattern FORM =
      Pattern.compile(
          "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
              + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

  public EmailAddress {
    if (!valid(value)) {
      throw new IllegalArgumentException("not an e-mail address in lower case");
    }
  }

  private static boolean valid(String value) {
    return value.length() <= LENGTH_MAX && FORM.matcher(value).matches();
  }

  public static Parsed<EmailAddress> parse(String field, String text) {
    String value = text.strip().toLowerCase(Locale.ROOT);
    return valid(value)
        ? Parsed.valid(new EmailAddress(value))
        : Parsed.invalid(field, "invalid", "Write an e-mail address such as ann@example.com.");
  }

  /** The parts a guesser would try first. */
  String local() {
    return value.substring(0, value.indexOf('@'));
  }

  public String domain() {
    return value.substring(value.indexOf('@') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
