package com.quotahit.actors.providers.embedded;

import com.quotahit.core.voice.SpeechUnavailable;
import com.quotahit.core.voice.SpeechUnavailable.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directory that {@code cluster-config/voice-pack/fetch} fills, and the names in it. */
public record VoicePack(Path directory) {

  /**
   * @throws SpeechUnavailable when the pack is not whole
   */
  public static VoicePack at(Path directory) {
    var pack = new VoicePack(directory);
    if (!Files.isRegularFile(directory.resolve(".complete"))) {
      throw new SpeechUnavailable(
          Reason.PACK_MISSING,
          "no voice pack in "
              + directory
              + ". Run cluster-config/voice-pack/fetch, or set QUOTAHIT_VOICE_DIR to where it is");
    }
    for (Path file :
        List.of(
            pack.silero(),
            pack.moonshine("tiny"),
            pack.moonshine("base"),
            pack.moonshineVocabulary(),
            pack.kokoroShipped(),
            pack.kokoroAlphabet(),
            pack.pronunciations())) {
      if (!Files.exists(file)) {
        throw new SpeechUnavailable(Reason.PACK_BROKEN, "the voice pack lacks " + file);
      }
    }
    return pack;
  }

  public Path silero() {
    return directory.resolve("silero/silero_vad_v6.onnx");
  }

  public Path moonshine(String size) {
    return directory.resolve("moonshine").resolve(size);
  }

  public Path moonshineVocabulary() {
    return directory.resolve("moonshine/vocabulary.js");
  }

  public Path kokoroShipped() {
    return directory.resolve("kokoro/kokoro-quantized.onnx");
  }

  /** Made from the shipped model once; absent until then. */
  public Path kokoroFloat() {
    return directory.resolve("kokoro/kokoro-float.onnx");
  }

  public Path kokoroAlphabet() {
    return directory.resolve("kokoro/tokenizer.json");
  }

  public Path kokoroVoices() {
    return directory.resolve("kokoro/voices");
  }

  public Path pronunciations() {
    return directory.resolve("cmudict/index.js");
  }

  /** Speech rendered before. */
  public Path phrases() {
    return directory.resolve("phrases");
  }
}
