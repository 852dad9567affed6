package com.quotahit.core.practice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A person to practise with: who they are and how they talk. What they know about the deal at hand
 * belongs to the {@link Scenario}, so that any persona can play any scenario.
 *
 * @param voice name of a voice of the embedded stack, such as {@code bm_george}
 * @param speed of speech, 0.7 to 1.3
 * @param phrases words that only this person uses
 * @param pronunciations how the names around them are said, word by word in lower case, in the
 *     sounds of the pronouncing dictionary ({@code K W AA1 M EY0})
 * @param goals what they want at work, told to a language model that plays them
 */
public record Persona(
    String id,
    int version,
    String name,
    String role,
    String company,
    String industry,
    Seniority seniority,
    String summary,
    Manner manner,
    String mannerNote,
    String voice,
    double speed,
    Map<String, String> pronunciations,
    Traits traits,
    String language,
    List<String> goals,
    Phrases phrases) {

  /**
   * Turns of phrase by use.
   *
   * @param pickUp how they answer an unexpected call
   * @param welcome how they begin a meeting that was agreed
   * @param acknowledge short sounds and words of "I heard you"
   * @param doubt when not convinced
   * @param like when something lands
   * @param aside small personal remarks, used rarely
   * @param busy when they lose patience
   * @param bye last words; the last sentence is always a farewell
   */
  public record Phrases(
      List<String> pickUp,
      List<String> welcome,
      List<String> acknowledge,
      List<String> doubt,
      List<String> like,
      List<String> aside,
      List<String> busy,
      List<String> bye) {

    public Phrases {
      pickUp = List.copyOf(pickUp);
      welcome = List.copyOf(welcome);
      acknowledge = List.copyOf(acknowledge);
      doubt = List.copyOf(doubt);
      like = List.copyOf(like);
      aside = List.copyOf(aside);
      busy = List.copyOf(busy);
      bye = List.copyOf(bye);
    }
  }

  private static final Pattern SOUNDS = Pattern.compile("[A-Z]{1,2}[0-2]?( [A-Z]{1,2}[0-2]?)*");

  public Persona {
    goals = List.copyOf(goals);
    pronunciations = Map.copyOf(pronunciations);
    pronunciations.forEach((word, sounds) -> {
      if (!word.equals(word.toLowerCase(Locale.ROOT)) || !SOUNDS.matcher(sounds).matches()) {
        throw new IllegalArgumentException(
            "'" + word + "' of " + id + " cannot be said as '" + sounds + "'");
      }
    });
    if (speed < 0.7 || speed > 1.3) {
      throw new IllegalArgumentException("speed must be 0.7 to 1.3, is " + speed + " for " + id);
    }
  }

  public String firstName() {
    int space = name.indexOf(' ');
    return space < 0 ? name : name.substring(0, space);
  }
}
