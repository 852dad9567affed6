package com.quotahit.core.workspace;

import com.quotahit.core.workspace.AuditWitnessPort.Testimony;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Walks a chain from its first entry and says where it first differs from what was written: an
 * entry that was changed, moved, added or taken away, an end that was cut off, a chain that was
 * written anew as a whole.
 */
public final class AuditCheck {

  /** How a chain can be broken. */
  public enum Break {
    CHANGED("This entry is not what was written: it was changed, moved or put in later."),
    MISSING("Entries before this one were taken away."),
    CUT_OFF("Entries at the end were taken away."),
    REWRITTEN("The chain differs from a signed checkpoint: it was written anew."),
    CHECKPOINTS_CHANGED("The signed checkpoints outside of the database were changed.");

    private final String text;

    Break(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** What the walk came to. */
  public sealed interface Verdict {

    /** How many entries were looked at. */
    long checked();

    record Sound(long checked) implements Verdict {}

    /**
     * @param at number of the first entry that is wrong or missing
     */
    record Broken(long checked, long at, Break why) implements Verdict {}
  }

  private final Testimony testimony;
  private long checked;
  private byte[] hash = AuditHash.beginning();
  private Optional<Verdict> broken = Optional.empty();

  public AuditCheck(Testimony testimony) {
    this.testimony = testimony;
  }

  /** Takes the next entry in the order of their numbers; false when there is no need for more. */
  public boolean next(AuditLine line, byte[] stored) {
    if (line.seq() != checked + 1) {
      return breaks(checked + 1, line.seq() > checked + 1 ? Break.MISSING : Break.CHANGED);
    }
    byte[] expected = AuditHash.of(hash, line);
    if (!MessageDigest.isEqual(expected, stored)) {
      return breaks(line.seq(), Break.CHANGED);
    }
    boolean otherwise =
        testimony
            .last()
            .filter(seen -> seen.seq() == line.seq())
            .filter(seen -> !seen.hash().equals(HexFormat.of().formatHex(expected)))
            .isPresent();
    if (otherwise) {
      return breaks(line.seq(), Break.REWRITTEN);
    }
    checked++;
    hash = expected;
    return true;
  }

  /** An entry that cannot even be read. */
  public void unreadable(long seq) {
    breaks(seq, Break.CHANGED);
  }

  /**
   * The walk is over.
   *
   * @param seq where the chain says that it ends
   */
  public Verdict end(long seq, byte[] head) {
    if (broken.isPresent()) {
      return broken.get();
    }
    long known = Math.max(seq, testimony.last().map(AuditCheckpoint::seq).orElse(0L));
    if (known > checked) {
      return new Verdict.Broken(checked, checked + 1, Break.CUT_OFF);
    }
    if (seq < checked || !MessageDigest.isEqual(hash, head)) {
      return new Verdict.Broken(checked, Math.min(seq + 1, checked), Break.CHANGED);
    }
    return testimony.tampered()
        ? new Verdict.Broken(checked, 0, Break.CHECKPOINTS_CHANGED)
        : new Verdict.Sound(checked);
  }

  private boolean breaks(long at, Break why) {
    if (broken.isEmpty()) {
      broken = Optional.of(new Verdict.Broken(checked, at, why));
    }
    return false;
  }
}
