package com.quotahit.core.workspace;

/** What is kept of a password: parameters, salt and hash in one text. Prints nothing of itself. */
public record PasswordHash(String value) {

  @Override
  public String toString() {
    return "PasswordHash[redacted]";
  }
}
