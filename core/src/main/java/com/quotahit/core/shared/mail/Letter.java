package com.quotahit.core.shared.mail;

import java.util.regex.Pattern;

/**
 * A letter to one person. The address is in ASCII and of the plain form, so that nothing in it can
 * become a second address or a header.
 *
 * @param language such as {@code en} or {@code pt-BR}; where a template has no such text it is
 *     English
 * @param dedupeKey what makes it the same letter within its workspace: one that was handed in
 *     before is not sent again. Of a letter to several people it names the person as well
 */
public record Letter(String to, Template template, String language, String dedupeKey) {

  public static final String ENGLISH = "en";

  private static final int ADDRESS_MAX = 254;
  private static final int KEY_MAX = 300;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(?:-[A-Z]{2})?");

  public Letter {
    if (!addressed(to)) {
      throw new IllegalArgumentException("not an e-mail address in its plain form");
    }
    if (!LANGUAGE.matcher(language).matches()) {
      throw new IllegalArgumentException("not a language tag: '" + language + "'");
    }
    if (dedupeKey.isBlank() || dedupeKey.length() > KEY_MAX) {
      throw new IllegalArgumentException("a dedupe key has 1 to " + KEY_MAX + " characters");
    }
  }

  /** In English. */
  public Letter(String to, Template template, String dedupeKey) {
    this(to, template, ENGLISH, dedupeKey);
  }

  public static boolean addressed(String to) {
    return to.length() <= ADDRESS_MAX && ADDRESS.matcher(to).matches();
  }

  /** Neither the address nor what the letter says. */
  @Override
  public String toString() {
    return "Letter[" + template.name() + ", " + dedupeKey + "]";
  }
}
