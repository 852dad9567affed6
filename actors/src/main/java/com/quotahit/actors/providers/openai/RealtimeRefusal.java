package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.media.MediaSocketRefused;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The HTTP status behind a socket that did not open; 0 when there was no answer. */
final class RealtimeRefusal {

  private RealtimeRefusal() {}

  static int status(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return cause instanceof MediaSocketRefused refused ? refused.status() : 0;
  }
}
