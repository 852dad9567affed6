package com.quotahit.actors.providers.embedded.kokoro;

/**
 * How an English reader would guess a word never seen before: longest known spelling first, left to
 * right.
 */
final class LetterSounds {

  private static final String[][] SPELLINGS = {
    {"tion", "ʃən"},
    {"sion", "ʒən"},
    {"ough", "O"},
    {"igh", "I"},
    {"tch", "ʧ"},
    {"sch", "ʃ"},
    {"ch", "ʧ"},
    {"sh", "ʃ"},
    {"th", "θ"},
    {"ph", "f"},
    {"wh", "w"},
    {"ck", "k"},
    {"qu", "kw"},
    {"ng", "ŋ"},
    {"ee", "i"},
    {"ea", "i"},
    {"ie", "i"},
    {"oo", "u"},
    {"ou", "W"},
    {"ow", "O"},
    {"oi", "Y"},
    {"oy", "Y"},
    {"ai", "A"},
    {"ay", "A"},
    {"ey", "A"},
    {"au", "ɔ"},
    {"aw", "ɔ"},
    {"er", "əɹ"},
    {"ar", "ɑɹ"},
    {"or", "ɔɹ"},
    {"ia", "iə"},
    {"a", "æ"},
    {"b", "b"},
    {"c", "k"},
    {"d", "d"},
    {"e", "ɛ"},
    {"f", "f"},
    {"g", "ɡ"},
    {"h", "h"},
    {"i", "ɪ"},
    {"j", "ʤ"},
    {"k", "k"},
    {"l", "l"},
    {"m", "m"},
    {"n", "n"},
    {"o", "ɑ"},
    {"p", "p"},
    {"q", "k"},
    {"r", "ɹ"},
    {"s", "s"},
    {"t", "t"},
    {"u", "ʌ"},
    {"v", "v"},
    {"w", "w"},
    {"x", "ks"},
    {"y", "i"},
    {"z", "z"},
  };

  private LetterSounds() {}

  static String of(String word) {
    String plain =
        java.text.Normalizer.normalize(word, java.text.Normalizer.Form.NFD)
            .replaceAll("\\p{Mn}", "");
    var out = new StringBuilder();
    int at = 0;
    while (at < plain.length()) {
      // A final a is the weak vowel of names: Maria, Olga. A final e is silent, doubled letters
      // sound once.
      if (at == plain.length() - 1 && at > 0 && plain.charAt(at) == 'a') {
        return out.append('ə').toString();
      }
      boolean silent = at == plain.length() - 1 && at > 2 && plain.charAt(at) == 'e';
      boolean doubled =
          at > 0 && plain.charAt(at) == plain.charAt(at - 1) && "eo".indexOf(plain.charAt(at)) < 0;
      if (silent || doubled) {
        at++;
        continue;
      }
      at += append(plain, at, out);
    }
    return out.toString();
  }

  private static int append(String word, int at, StringBuilder out) {
    for (String[] spelling : SPELLINGS) {
      if (word.startsWith(spelling[0], at)) {
        out.append(spelling[1]);
        return spelling[0].length();
      }
    }
    return 1;
  }
}
