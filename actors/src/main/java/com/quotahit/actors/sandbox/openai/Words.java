package com.quotahit.actors.sandbox.openai;

import java.util.ArrayList;
import java.util.List;

/** Cuts an answer as a model writes it. */
public final class Words {

  private Words() {}

  /** Words with the blank before them; joined they are the text again. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == ' ' && text.charAt(i - 1) != ' ') {
        words.add(text.substring(from, i));
        from = i;
      }
    }
    if (from < text.length()) {
      words.add(text.substring(from));
    }
    return words;
  }

  /** A rough count, good for usage figures: four letters make a token. */
  public static int tokens(String text) {
    return (text.length() + 3) / 4;
  }
}
