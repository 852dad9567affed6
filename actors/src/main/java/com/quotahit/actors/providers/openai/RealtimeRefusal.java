package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.media.MediaSocketRefused;
import com.quotahit.core.models.ModelFailure;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP status behind a socket that did not open; 0 when there was no answer. A key that we no
 * longer let be used counts as one that the provider does not take.
 */
final class RealtimeRefusal {

  private static final int KEY_REJECTED = 401;

  /** Servers that speak only the rest of the protocol answer with one of many statuses. */
  private static final Set<Integer> NOT_OF_THE_PLACE = Set.of(KEY_REJECTED, 408, 429);

  private static final int NOT_IMPLEMENTED = 501;

  private RealtimeRefusal() {}

  /**
   * Whether a status says that there is no such thing as sessions at this place, or none for this
   * key: an answer, and neither a doubt about the key nor one that may be another a moment later.
   */
  static boolean absent(int status) {
    return status == NOT_IMPLEMENTED
        || (status >= 200 && status < 500 && !NOT_OF_THE_PLACE.contains(status));
  }

  static int status(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return switch (cause) {
      case MediaSocketRefused refused -> refused.status();
      case ModelFailure ours when ours.kind() == ModelFailure.Kind.KEY_REJECTED -> KEY_REJECTED;
      case null, default -> 0;
    };
  }
}
