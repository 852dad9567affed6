package com.quotahit.http.workspace;

import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.RecordingTerms;

/**
 * What becomes of the sound of calls.
 *
 * @param recording whether calls that begin from now on are recorded
 * @param retentionDays after which a recording is deleted
 */
public record RecordingTermsWire(boolean recording, int retentionDays) {

  static RecordingTermsWire of(RecordingTerms terms) {
    return new RecordingTermsWire(
        terms.calls() == RecordingTerms.Calls.RECORDED, terms.retentionDays());
  }

  Parsed<RecordingTerms> parse() {
    if (retentionDays < 1 || retentionDays > RecordingTerms.RETENTION_DAYS_MAX) {
      return Parsed.invalid(
          "retentionDays",
          "out_of_range",
          "Recordings are kept for 1 to " + RecordingTerms.RETENTION_DAYS_MAX + " days.");
    }
    return Parsed.valid(
        new RecordingTerms(
            recording ? RecordingTerms.Calls.RECORDED : RecordingTerms.Calls.NOT_RECORDED,
            retentionDays));
  }
}
