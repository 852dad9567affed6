package com.quotahit.actors.providers.embedded.minilm;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts text into the pieces of words that BERT models know: lower case, no accents, longest known
 * piece first.
 */
final class WordPieces {

  private static final int TOKENS_MAX = 256;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]");

  private final Map<String, Long> vocabulary;
  private final long begin;
  private final long end;
  private final long unknown;

  WordPieces(Map<String, Long> vocabulary) {
    this.vocabulary = vocabulary;
    this.begin = vocabulary.get("[CLS]");
    this.end = vocabulary.get("[SEP]");
    this.unknown = vocabulary.get("[UNK]");
  }

  static WordPieces read(InputStream tokenizer) throws IOException {
    var vocabulary = new HashMap<String, Long>();
    new ObjectMapper()
        .readTree(tokenizer)
        .path("model")
        .path("vocab")
        .properties()
        .forEach(entry -> vocabulary.put(entry.getKey(), entry.getValue().asLong()));
    return new WordPieces(vocabulary);
  }

  long[] of(String text) {
    String plain =
        Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{Mn}", "");
    var tokens = new ArrayList<Long>();
    tokens.add(begin);
    Matcher words = WORD.matcher(plain);
    while (words.find() && tokens.size() < TOKENS_MAX - 1) {
      tokens.addAll(pieces(words.group()));
    }
    List<Long> kept = tokens.subList(0, Math.min(tokens.size(), TOKENS_MAX - 1));
    kept.add(end);
    return kept.stream().mapToLong(Long::longValue).toArray();
  }

  private List<Long> pieces(String word) {
    var found = new ArrayList<Long>();
    int at = 0;
    while (at < word.length()) {
      int to = word.length();
      Long piece = null;
      while (to > at && piece == null) {
        piece = vocabulary.get((at > 0 ? "##" : "") + word.substring(at, to));
        to--;
      }
      if (piece == null) {
        return List.of(unknown);
      }
      found.add(piece);
      at = to + 1;
    }
    return found;
  }
}
