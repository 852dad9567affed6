package com.quotahit.actors.notifications;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one template, taken apart before any value is put in: what a value says can never
 * become a heading, a link or another paragraph.
 */
record LetterText(String subject, List<Block> blocks) {

  sealed interface Block {

    record Paragraph(String words) implements Block {}

    /** A link that stands out; where it leads is not in the text file. */
    record Button(String label) implements Block {}

    /** The lines of a digest. */
    record Lines() implements Block {}
  }

  private static final Pattern BUTTON = Pattern.compile("\\[([^\\]]+)\\]\\(\\{link\\}\\)");
  private static final String SUBJECT = "Subject: ";

  LetterText {
    blocks = List.copyOf(blocks);
  }

  /** In the wanted language, or in English. */
  static LetterText read(String template, String language) {
    for (String tried : List.of(language, language.split("-")[0], "en")) {
      try (InputStream in =
          LetterText.class.getResourceAsStream(
              "/quotahit/mail/" + tried + "/" + template + ".txt")) {
        if (in != null) {
          return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the letter " + template, e);
      }
    }
    throw new IllegalStateException("there is no text for the letter " + template);
  }

  static LetterText parse(String file) {
    String[] parts = file.strip().split("\\R\\s*\\R");
    if (!parts[0].startsWith(SUBJECT) || parts[0].lines().count() != 1) {
      throw new IllegalStateException("a letter begins with one line 'Subject: …'");
    }
    List<Block> blocks = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      blocks.add(block(parts[i].strip()));
    }
    return new LetterText(parts[0].substring(SUBJECT.length()), blocks);
  }

  private static Block block(String words) {
    Matcher button = BUTTON.matcher(words);
    if (button.matches()) {
      return new Block.Button(button.group(1));
    }
    return words.equals("{lines}") ? new Block.Lines() : new Block.Paragraph(words);
  }
}
