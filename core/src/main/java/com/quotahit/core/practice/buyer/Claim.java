package com.quotahit.core.practice.buyer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number the learner put on the table: "eighteen percent", "three weeks".
 *
 * @param unit percent, day, week, month, euro …
 * @param subject what it is about, where two numbers of one unit would contradict each other
 * @param phrase the learner's own words, fit to be said back
 */
public record Claim(int value, String unit, Subject subject, String phrase) {

  public enum Subject {
    SET_UP,
    PRICE,
    NOTICE,
    OTHER
  }

  private static final Pattern NUMBER =
      Pattern.compile(
          "\\b("
              + SpokenNumbers.PATTERN
              + ")\\s?(percent|%|days?|weeks?|months?|hours?|minutes?|years?|euros?|dollars?|pounds?)(?: (?:a|per) (?:month|year|person|week|user))?");
  private static final Pattern SET_UP =
      Pattern.compile(
          "\\b(go live|live in|set.?up|implement\\w*|roll.?out|onboard\\w*|up and running|installed)\\b");
  private static final Pattern PRICE =
      Pattern.compile("\\b(costs?|price|per month|a month|per person|a year)\\b");
  private static final Pattern NOTICE = Pattern.compile("\\b(notice|cancel|stop|terminate)\\b");

  public static List<Claim> in(String sentence) {
    String plain = sentence.toLowerCase(Locale.ROOT);
    List<Claim> claims = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(plain);
    while (matcher.find()) {
      OptionalInt value = SpokenNumbers.value(matcher.group(1));
      if (value.isPresent()) {
        String unit =
            matcher.group(2).equals("%") ? "percent" : matcher.group(2).replaceAll("s$", "");
        String phrase =
            matcher.group().replaceAll("\\s?%", " percent").replaceAll("\\s+", " ").strip();
        claims.add(new Claim(value.getAsInt(), unit, subject(plain, unit), phrase));
      }
    }
    return claims;
  }

  /** True when both speak of the same thing and cannot both be right. */
  boolean contradicts(Claim earlier) {
    return subject != Subject.OTHER
        && subject == earlier.subject
        && unit.equals(earlier.unit)
        && value != earlier.value;
  }

  static Optional<Integer> percent(List<Claim> claims) {
    return claims.stream()
        .filter(claim -> claim.unit.equals("percent"))
        .map(Claim::value)
        .reduce((_, b) -> b);
  }

  private static Subject subject(String plain, String unit) {
    boolean money = unit.equals("euro") || unit.equals("dollar") || unit.equals("pound");
    if (money && PRICE.matcher(plain).find()) {
      return Subject.PRICE;
    }
    if (!money && NOTICE.matcher(plain).find()) {
      return Subject.NOTICE;
    }
    return !money && SET_UP.matcher(plain).find() ? Subject.SET_UP : Subject.OTHER;
  }
}
