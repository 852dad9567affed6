package com.quotahit.actors.practice;

import com.quotahit.core.models.ChatMessage;
import java.util.List;
import java.util.Optional;

final class GradingPrompt {
  record Request(String scorecard) {}
  static Optional<Request> read(List<ChatMessage> messages) { return Optional.empty(); }
}
