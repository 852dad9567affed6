package com.quotahit.core.workspace;

/**
 * What a workspace wants of the sound of its calls.
 *
 * @param retentionDays after which a recording is deleted, also one made under other terms
 */
public record RecordingTerms(Calls calls, int retentionDays) {

  /** Whether calls that begin from now on are recorded. */
  public enum Calls {
    RECORDED,
    NOT_RECORDED
  }

  public static final int RETENTION_DAYS_MAX = 3_650;

  /** Until the workspace says otherwise. */
  public static final RecordingTerms USUAL = new RecordingTerms(Calls.RECORDED, 365);

  public RecordingTerms {
    if (retentionDays < 1 || retentionDays > RETENTION_DAYS_MAX) {
      throw new IllegalArgumentException(
          "recordings are kept for 1 to " + RETENTION_DAYS_MAX + " days, not " + retentionDays);
    }
  }
}
