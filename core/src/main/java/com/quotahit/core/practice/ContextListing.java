package com.quotahit.core.practice;

/**
 * A piece of company context as a list shows it: its whole text would be hundreds of times as much.
 *
 * @param beginning the piece with the first {@link #BEGINNING_MAX} characters of its text
 * @param characters of the whole text
 */
public record ContextListing(ContextItem beginning, int characters) {

  /** As much as an excerpt is made of. */
  public static final int BEGINNING_MAX = 1_600;
}
