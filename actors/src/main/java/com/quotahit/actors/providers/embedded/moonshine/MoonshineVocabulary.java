package com.quotahit.actors.providers.embedded.moonshine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the model's word pieces into text. Pieces that stand for single bytes are joined before
 * decoding.
 */
final class MoonshineVocabulary {

  private static final Pattern BASE64 =
      Pattern.compile("llama_vocab_base64 = \"([A-Za-z0-9+/=]+)\"");
  private static final Pattern BYTE = Pattern.compile("<0x([0-9A-F]{2})>");

  private final String[] pieces;

  private MoonshineVocabulary(String[] pieces) {
    this.pieces = pieces;
  }

  static MoonshineVocabulary read(Path file) throws IOException {
    Matcher found = BASE64.matcher(Files.readString(file));
    if (!found.find()) {
      throw new IOException("no vocabulary in " + file);
    }
    byte[] text = Base64.getDecoder().decode(found.group(1));
    return new MoonshineVocabulary(new String(text, StandardCharsets.UTF_8).split("\n"));
  }

  String text(List<Integer> tokens) {
    var bytes = new ByteArrayOutputStream();
    for (int token : tokens) {
      if (token >= pieces.length) {
        continue;
      }
      Matcher single = BYTE.matcher(pieces[token]);
      if (single.matches()) {
        bytes.write(Integer.parseInt(single.group(1), 16));
      } else {
        bytes.writeBytes(pieces[token].replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }
}
