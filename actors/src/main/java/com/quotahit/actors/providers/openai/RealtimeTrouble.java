package com.quotahit.actors.providers.openai;

import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.voice.EngineSignal.Trouble;
import java.util.Optional;

/** The stable codes under which the provider's errors are known outside. */
final class RealtimeTrouble {

  static final Trouble RECONNECTING =
      new Trouble("engine.reconnecting", "the provider's connection was lost", false);
  static final Trouble UNREACHABLE =
      new Trouble("engine.unreachable", "the provider cannot be reached", true);
  static final Trouble NO_REPLY =
      new Trouble("engine.no-reply", "the provider began no reply in time", false);
  static final Trouble EMPTY_REPLY =
      new Trouble("engine.empty-reply", "the provider's reply had no sound", false);
  static final Trouble REPLY_TOO_LONG =
      new Trouble("engine.reply-too-long", "the end of a reply was dropped", false);
  static final Trouble NOT_TRANSCRIBED =
      new Trouble("engine.transcription-failed", "a turn could not be written down", false);
  static final Trouble SOUND_LOST =
      new Trouble("engine.sound-lost", "caller's sound was dropped", false);

  private RealtimeTrouble() {}

  /** Empty where the error means nothing to anybody else. */
  static Optional<Trouble> of(String code, boolean sessionReady) {
    return switch (code) {
      case "response_cancel_not_active",
          "conversation_already_has_active_response",
          "input_audio_buffer_commit_empty" ->
          Optional.empty();
      case "session_expired" ->
          trouble("engine.session-expired", "the provider ended the session", false);
      case "insufficient_quota" -> trouble("engine.quota", "the provider's quota is used up", true);
      case "invalid_api_key" -> trouble("engine.key-rejected", "the key was rejected", true);
      case "rate_limit_exceeded" ->
          trouble("engine.rate-limited", "the provider asks us to wait", false);
      case "content_filter", "content_policy_violation" ->
          trouble("engine.refused", "the provider declined to answer", false);
      case "item_not_found", "item_truncate_invalid_item_id", "invalid_value" ->
          sessionReady
              ? trouble("engine.request-refused", "the provider refused a request", false)
              : refused();
      default ->
          sessionReady || code.equals("server_error")
              ? trouble("engine.provider-error", "the provider reported an error", false)
              : refused();
    };
  }

  static Trouble ofStatus(int status) {
    return status == 401 || status == 403
        ? new Trouble("engine.key-rejected", "the key was rejected", true)
        : new Trouble("engine.session-refused", "the provider refused the session", true);
  }

  /** What a trouble says about the key that the call is held with. */
  static Optional<ModelFailure.Kind> ofAccount(String code) {
    return switch (code) {
      case "engine.key-rejected" -> Optional.of(ModelFailure.Kind.KEY_REJECTED);
      case "engine.quota" -> Optional.of(ModelFailure.Kind.QUOTA);
      default -> Optional.empty();
    };
  }

  private static Optional<Trouble> refused() {
    return trouble("engine.session-refused", "the provider refused the session", true);
  }

  private static Optional<Trouble> trouble(String code, String detail, boolean fatal) {
    return Optional.of(new Trouble(code, detail, fatal));
  }
}
