package com.quotahit.actors.notifications;

import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.Template;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prints letters, once as text and once as simple HTML in the look of the house. Every link begins
 * with the installation's own public address.
 */
public final class LetterPress {

  private static final int SUBJECT_MAX = 150;
  private static final int WORDS_MAX = 120;
  private static final int BODY_MAX = 600;
  private static final Pattern GAP = Pattern.compile("\\{([a-z][A-Za-z0-9]*)\\}");
  private static final String FOOT = "QuotaHit wrote this by itself. Nobody reads answers to it.";

  private final String publicUrl;

  /**
   * @param publicUrl as browsers see the installation
   */
  public LetterPress(URI publicUrl) {
    String text = publicUrl.toString();
    this.publicUrl = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  public PrintedLetter print(Letter letter) {
    LetterText text = LetterText.read(letter.template().name(), letter.language());
    LetterFacts facts = LetterFacts.of(letter.template());
    String subject =
        PlainWords.line(filled(text.subject(), facts, UnaryOperator.identity()), SUBJECT_MAX);
    return new PrintedLetter(subject, text(text, facts), html(subject, text, facts));
  }

  private String text(LetterText text, LetterFacts facts) {
    return text.blocks().stream()
        .map(block ->
            switch (block) {
              case LetterText.Block.Paragraph(String words) ->
                  filled(words, facts, PlainWords::unlinked);
              case LetterText.Block.Button(String label) -> label + ":\n" + link(facts.path());
              case LetterText.Block.Lines _ -> linesAsText(facts.lines());
            })
        .collect(Collectors.joining("\n\n", "", "\n\n-- \n" + FOOT + "\n" + publicUrl + "\n"));
  }

  private String linesAsText(List<Template.Line> lines) {
    return grouped(lines).entrySet().stream()
        .map(group ->
            PlainWords.unlinked(group.getKey())
                + "\n"
                + group.getValue().stream()
                    .map(line ->
                        "- "
                            + PlainWords.unlinked(PlainWords.line(line.title(), WORDS_MAX))
                            + "\n  "
                            + link(line.path()))
                    .collect(Collectors.joining("\n")))
        .collect(Collectors.joining("\n\n"));
  }

  private String html(String subject, LetterText text, LetterFacts facts) {
    String body =
        text.blocks().stream()
            .map(block ->
                switch (block) {
                  case LetterText.Block.Paragraph(String words) ->
                      LetterLook.paragraph(
                          filled(
                              words,
                              facts,
                              value -> PlainWords.escaped(PlainWords.unlinked(value))));
                  case LetterText.Block.Button(String label) ->
                      LetterLook.button(
                          PlainWords.escaped(label), PlainWords.escaped(link(facts.path())));
                  case LetterText.Block.Lines _ -> linesAsHtml(facts.lines());
                })
            .collect(Collectors.joining("\n"));
    return LetterLook.page(
        PlainWords.escaped(subject), body, PlainWords.escaped(FOOT), PlainWords.escaped(publicUrl));
  }

  private String linesAsHtml(List<Template.Line> lines) {
    return grouped(lines).entrySet().stream()
        .map(group ->
            LetterLook.heading(PlainWords.escaped(PlainWords.unlinked(group.getKey())))
                + group.getValue().stream()
                    .map(line ->
                        LetterLook.line(
                            PlainWords.escaped(
                                PlainWords.unlinked(PlainWords.line(line.title(), WORDS_MAX))),
                            PlainWords.escaped(link(line.path()))))
                    .collect(Collectors.joining("\n")))
        .collect(Collectors.joining("\n"));
  }

  /** In the order in which the groups first appear. */
  private static Map<String, List<Template.Line>> grouped(List<Template.Line> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> PlainWords.line(line.group(), WORDS_MAX),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private String link(String path) {
    return publicUrl + path;
  }

  private static String filled(String words, LetterFacts facts, UnaryOperator<String> made) {
    Matcher gap = GAP.matcher(words);
    StringBuilder out = new StringBuilder();
    while (gap.find()) {
      String value = facts.words().get(gap.group(1));
      if (value == null) {
        throw new IllegalStateException("a letter's text has the gap " + gap.group());
      }
      int most =
          gap.group(1).equals("body") || gap.group(1).equals("reason") ? BODY_MAX : WORDS_MAX;
      gap.appendReplacement(
          out, Matcher.quoteReplacement(made.apply(PlainWords.line(value, most))));
    }
    return gap.appendTail(out).toString();
  }
}
