package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.media.MediaSocketRefused;
import com.quotahit.core.models.ModelFailure;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP status behind a socket that did not open; 0 when there was no answer. A key that we no
 * longer let be used counts as one that the provider does not take.
 */
final class RealtimeRefusal {

  private static final int KEY_REJECTED = 401;

  private RealtimeRefusal() {}

  static int status(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return switch (cause) {
      case MediaSocketRefused refused -> refused.status();
      case ModelFailure ours when ours.kind() == ModelFailure.Kind.KEY_REJECTED -> KEY_REJECTED;
      case null, default -> 0;
    };
  }
}
