package com.quotahit.actors.providers.embedded.kokoro;

import com.quotahit.core.voice.SpokenText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * English text to the phonemes that Kokoro was taught: names of those who speak first, then weak
 * forms, words of our own, words with two sounds by what stands beside them, the dictionary, known
 * parts of unknown words, capitals letter by letter, and letter rules for the rest.
 */
public final class Pronunciation {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-zÀ-ÿ']+|[,.!?;:…]");

  /** Phonemes of the dictionary to Kokoro's letters; diphthongs are capitals there. */
  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("AA", "ɑ"),
          Map.entry("AE", "æ"),
          Map.entry("AH", "ʌ"),
          Map.entry("AO", "ɔ"),
          Map.entry("AW", "W"),
          Map.entry("AY", "I"),
          Map.entry("EH", "ɛ"),
          Map.entry("ER", "ɜɹ"),
          Map.entry("EY", "A"),
          Map.entry("IH", "ɪ"),
          Map.entry("IY", "i"),
          Map.entry("OW", "O"),
          Map.entry("OY", "Y"),
          Map.entry("UH", "ʊ"),
          Map.entry("UW", "u"),
          Map.entry("B", "b"),
          Map.entry("CH", "ʧ"),
          Map.entry("D", "d"),
          Map.entry("DH", "ð"),
          Map.entry("F", "f"),
          Map.entry("G", "ɡ"),
          Map.entry("HH", "h"),
          Map.entry("JH", "ʤ"),
          Map.entry("K", "k"),
          Map.entry("L", "l"),
          Map.entry("M", "m"),
          Map.entry("N", "n"),
          Map.entry("NG", "ŋ"),
          Map.entry("P", "p"),
          Map.entry("R", "ɹ"),
          Map.entry("S", "s"),
          Map.entry("SH", "ʃ"),
          Map.entry("T", "t"),
          Map.entry("TH", "θ"),
          Map.entry("V", "v"),
          Map.entry("W", "w"),
          Map.entry("Y", "j"),
          Map.entry("Z", "z"),
          Map.entry("ZH", "ʒ"));

  /** Small words as they sound inside a sentence. */
  private static final Map<String, String> WEAK =
      Map.ofEntries(
          Map.entry("a", "ɐ"),
          Map.entry("the", "ðə"),
          Map.entry("to", "tə"),
          Map.entry("of", "ʌv"),
          Map.entry("and", "ænd"),
          Map.entry("for", "fɔɹ"),
          Map.entry("i", "ˌI"),
          Map.entry("is", "ɪz"),
          Map.entry("are", "ɑɹ"),
          Map.entry("you", "ju"),
          Map.entry("we", "wi"),
          Map.entry("our", "ˌWəɹ"),
          Map.entry("your", "jʊɹ"),
          Map.entry("that", "ðæt"),
          Map.entry("with", "wɪð"),
          Map.entry("at", "æt"),
          Map.entry("in", "ɪn"),
          Map.entry("on", "ˌɔn"),
          Map.entry("an", "ɐn"),
          Map.entry("or", "ɔɹ"),
          Map.entry("as", "æz"),
          Map.entry("be", "bi"),
          Map.entry("it", "ɪt"),
          Map.entry("was", "wʌz"),
          Map.entry("have", "hæv"),
          Map.entry("has", "hæz"),
          Map.entry("had", "hæd"),
          Map.entry("can", "kæn"),
          Map.entry("would", "wʊd"),
          Map.entry("will", "wɪl"),
          Map.entry("from", "fɹʌm"),
          Map.entry("but", "bʌt"),
          Map.entry("this", "ðˌɪs"));

  /** Words of our trade, names and sounds that the dictionary lacks or says otherwise. */
  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("quotahit", "kwˈOtəhˌɪt"),
          Map.entry("crm", "sˌiˌɑɹˈɛm"),
          Map.entry("roi", "ˌɑɹˌOˈI"),
          Map.entry("saas", "sˈæs"),
          Map.entry("hmm", "hˈʌm"),
          Map.entry("mm", "ˈʌm"),
          Map.entry("uh", "ˈʌ"),
          Map.entry("mhm", "ʌmhˈʌm"),
          Map.entry("onboarding", "ˈɔnbˌɔɹdɪŋ"),
          Map.entry("salesforce", "sˈAlzfˌɔɹs"),
          Map.entry("hubspot", "hˈʌbspˌɑt"),
          Map.entry("email", "ˈimˌAl"),
          Map.entry("emails", "ˈimˌAlz"),
          Map.entry("priya", "pɹˈijə"),
          Map.entry("anjali", "ˈʌnʤəli"),
          Map.entry("siobhan", "ʃɪvˈɔn"),
          Map.entry("niamh", "nˈiv"),
          Map.entry("mateo", "mətˈAO"),
          Map.entry("yuki", "jˈuki"),
          Map.entry("nguyen", "wˈɪn"),
          Map.entry("aisha", "Iˈiʃə"),
          Map.entry("gdpr", "ʤˌidˌipˌiˈɑɹ"),
          Map.entry("miz", "mɪz"));

  private static final String[] ALPHABET =
      "A bi si di i ɛf ʤi Aʧ I ʤA kA ɛl ɛm ɛn O pi kju ɑɹ ɛs ti ju vi dˈʌbəlju ɛks wI zi"
          .split(" ");

  private final PronouncingDictionary dictionary;
  private final Map<String, String> additions;

  Pronunciation(PronouncingDictionary dictionary, Map<String, String> additions) {
    this.dictionary = dictionary;
    this.additions =
        additions.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> kokoro(entry.getValue())));
  }

  /**
   * @param additions words in lower case and their sounds, written as the dictionary writes them;
   *     they win over everything else
   */
  public static Pronunciation read(Path dictionary, Map<String, String> additions)
      throws IOException {
    return new Pronunciation(PronouncingDictionary.read(dictionary), additions);
  }

  /** The phonemes of a clause, with its punctuation. */
  public String phonemes(String text) {
    List<String> tokens =
        TOKEN
            .matcher(SpokenText.of(text).replace("Mm-hm", "mhm").replace("mm-hm", "mhm"))
            .results()
            .map(MatchResult::group)
            .toList();
    var out = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (isWord(token)) {
        out.append(out.isEmpty() ? "" : " ")
            .append(word(token, neighbour(tokens, i - 1), neighbour(tokens, i + 1)));
      } else if (!token.equals("'")) {
        out.append(token);
      }
    }
    return out.toString().strip();
  }

  private static boolean isWord(String token) {
    return token.length() > 1 || Character.isLetter(token.charAt(0));
  }

  /** The word that stands there; none beyond a mark. */
  private static String neighbour(List<String> tokens, int at) {
    return at >= 0 && at < tokens.size() && isWord(tokens.get(at))
        ? tokens.get(at).toLowerCase(Locale.ROOT)
        : "";
  }

  private String word(String written, String before, String after) {
    String word = written.toLowerCase(Locale.ROOT);
    String known = additions.get(word);
    if (known == null && word.endsWith("'s")) {
      String owner = additions.get(word.substring(0, word.length() - 2));
      known = owner == null ? null : owner + "z";
    }
    if (known == null) {
      known = WEAK.get(word);
    }
    if (known == null) {
      known = OWN.get(word);
    }
    if (known != null) {
      return known;
    }
    if (written.length() > 1
        && written.length() <= 5
        && isCapitals(written)
        && !isWordInCapitals(word)) {
      return letterByLetter(word);
    }
    return Homographs.soundsOf(word, before, after)
        .or(() -> dictionary.soundsOf(word))
        .map(Pronunciation::kokoro)
        .or(() -> withoutEnding(word))
        .or(() -> twoWords(word))
        .orElseGet(() -> "ˈ" + LetterSounds.of(word));
  }

  private Optional<String> withoutEnding(String word) {
    if (word.endsWith("'s") && dictionary.knows(word.substring(0, word.length() - 2))) {
      return stem(word, 2, "z");
    }
    if (word.endsWith("s") && dictionary.knows(word.substring(0, word.length() - 1))) {
      return stem(word, 1, "z");
    }
    if (word.endsWith("ing") && dictionary.knows(word.substring(0, word.length() - 3))) {
      return stem(word, 3, "ɪŋ");
    }
    if (word.endsWith("ed") && dictionary.knows(word.substring(0, word.length() - 2))) {
      return stem(word, 2, "d");
    }
    if (word.endsWith("ly") && dictionary.knows(word.substring(0, word.length() - 2))) {
      return stem(word, 2, "li");
    }
    return Optional.empty();
  }

  private Optional<String> stem(String word, int cut, String ending) {
    return dictionary
        .soundsOf(word.substring(0, word.length() - cut))
        .map(sounds -> kokoro(sounds) + ending);
  }

  private Optional<String> twoWords(String word) {
    for (int cut = 3; cut <= word.length() - 3; cut++) {
      String front = word.substring(0, cut);
      String back = word.substring(cut);
      if (dictionary.knows(front) && dictionary.knows(back)) {
        return Optional.of(
            kokoro(dictionary.soundsOf(front).orElseThrow())
                + kokoro(dictionary.soundsOf(back).orElseThrow()).replace('ˈ', 'ˌ'));
      }
    }
    return Optional.empty();
  }

  private static boolean isCapitals(String written) {
    return written.chars().allMatch(Character::isUpperCase);
  }

  /** NEVER and YES are shouted words, CRM and API are not. */
  private boolean isWordInCapitals(String word) {
    return dictionary.knows(word) && word.length() > 2 && word.matches(".*[aeiouy].*");
  }

  private static String letterByLetter(String word) {
    var out = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (letter >= 'a' && letter <= 'z') {
        out.append(i == word.length() - 1 ? 'ˈ' : 'ˌ').append(ALPHABET[letter - 'a']);
      }
    }
    return out.toString();
  }

  static String kokoro(String sounds) {
    var out = new StringBuilder();
    for (String sound : sounds.split(" ")) {
      char last = sound.charAt(sound.length() - 1);
      String plain = Character.isDigit(last) ? sound.substring(0, sound.length() - 1) : sound;
      String letters = LETTERS.getOrDefault(plain, "");
      if (last == '1') {
        out.append('ˈ');
      } else if (last == '2') {
        out.append('ˌ');
      } else if (last == '0' && plain.equals("AH")) {
        letters = "ə";
      } else if (last == '0' && plain.equals("ER")) {
        letters = "əɹ";
      }
      out.append(letters);
    }
    return out.toString();
  }
}
