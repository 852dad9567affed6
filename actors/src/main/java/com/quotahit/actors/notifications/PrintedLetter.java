package com.quotahit.actors.notifications;

/** A letter in words: what goes into the mail. Prints only its size. */
public record PrintedLetter(String subject, String text, String html) {

  @Override
  public String toString() {
    return "PrintedLetter[" + text.length() + " characters]";
  }
}
