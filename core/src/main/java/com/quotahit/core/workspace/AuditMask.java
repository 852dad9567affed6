package com.quotahit.core.workspace;

import java.util.Locale;
import java.util.regex.Pattern;

/** Hides values that have no place in an audit log, by their name and by their look. */
final class AuditMask {

  static final String MASKED = "•••";

  private static final Pattern SECRET_NAME =
      Pattern.compile("password|passphrase|secret|token|credential|ciphertext|privatekey|apikey");

  /** Keys of ours, of the providers we know, of Stripe, and bearer tokens of the usual form. */
  private static final Pattern SECRET_LOOK =
      Pattern.compile(
          "(qh_live_|sk-|sk_(live|test)_|rk_(live|test)_|whsec_|pplx-|tvly-|xox[bap]-)[A-Za-z0-9_-]{8,}"
              + "|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*");

  private AuditMask() {}

  static String mask(String name, String value) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return plain.equals("key") || SECRET_NAME.matcher(plain).find()
        ? MASKED
        : SECRET_LOOK.matcher(value).replaceAll(MASKED);
  }
}
