package com.quotahit.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.quotahit.core.shared.Associated;
import com.quotahit.core.shared.SealBroken;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import java.util.Arrays;
import java.util.Optional;

/**
 * A letter as it waits to be sent. One with a link that lets somebody in is sealed as a whole, to
 * its workspace and its own key, so that whoever reads the rows of a stolen database gets in
 * nowhere.
 */
public final class WaitingLetter {

  /**
   * @param keyVersion which master key wraps it
   */
  private record Hidden(int keyVersion, byte[] sealed) {}

  private WaitingLetter() {}

  /** What is written down; goes through {@link Json}. */
  public static Object of(Letter letter, WorkspaceId workspace, SealPort seal) {
    if (letter.template().secret().isEmpty()) {
      return letter;
    }
    byte[] plain;
    try {
      plain = Json.mapper().writeValueAsBytes(letter);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a letter is always JSON", e);
    }
    try {
      Sealed sealed = seal.seal(plain, place(workspace, letter.dedupeKey()));
      return new Hidden(sealed.keyVersion(), sealed.bytes());
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * @param key the letter's own, under which it was handed in
   * @return empty for what is no letter
   * @throws SealBroken when it was sealed and does not open
   */
  public static Optional<Letter> read(
      String payload, WorkspaceId workspace, String key, SealPort seal) {
    try {
      Optional<Sealed> hidden = hidden(payload);
      if (hidden.isEmpty()) {
        return Optional.ofNullable(Json.mapper().readValue(payload, Letter.class));
      }
      byte[] plain = seal.open(hidden.get(), place(workspace, key));
      try {
        return Optional.ofNullable(Json.mapper().readValue(plain, Letter.class));
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (java.io.IOException notOne) {
      return Optional.empty();
    }
  }

  /** The seal around a letter, where there is one. */
  public static Optional<Sealed> hidden(String payload) throws JsonProcessingException {
    return Json.mapper().readTree(payload).has("sealed")
        ? Optional.of(Json.mapper().readValue(payload, Hidden.class))
            .map(hidden -> new Sealed(hidden.keyVersion, hidden.sealed))
        : Optional.empty();
  }

  /** The same letter under another master key. */
  public static Object hiddenBy(Sealed sealed) {
    return new Hidden(sealed.keyVersion(), sealed.bytes());
  }

  private static byte[] place(WorkspaceId workspace, String key) {
    return Associated.with("letter", "1", workspace.value(), key);
  }
}
