package com.quotahit.actors.practice;

import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.practice.Grade;
import com.quotahit.core.practice.Grading;
import com.quotahit.core.practice.Scorecard;
import com.quotahit.core.practice.ScorecardResult;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.voice.Conversation;
import com.quotahit.core.voice.ConversationMetrics;
import com.quotahit.core.voice.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rehearsal, timed as if spoken at 150 words a minute, graded by the sandbox. */
final class ScoredCall {

  final List<Turn> turns = new ArrayList<>();
  final ScorecardResult result;

  ScoredCall(Rehearsal call) {
    long at = 0;
    for (ChatMessage message : call.messages) {
      if (message.role() == ChatMessage.Role.SYSTEM) {
        continue;
      }
      Turn.Speaker speaker =
          message.role() == ChatMessage.Role.USER ? Turn.Speaker.USER : Turn.Speaker.PERSONA;
      long start = at + 900;
      at = start + Wording.words(message.text()).size() * 400L;
      turns.add(new Turn("t" + (turns.size() + 1), speaker, message.text(), start, at));
    }
    Scorecard card = Rehearsal.CATALOG.scorecardFor(call.brief.scenario(), call.brief.focus());
    ChatRequest request =
        GradingPrompt.request(card, call.brief, turns, "default", Duration.ofSeconds(30));
    String answer =
        Rehearsal.MIND
            .answer(request.messages(), request.jsonSchema(), Optional.empty())
            .toCompletableFuture()
            .join();
    List<Grade> grades = GradingPrompt.grades(answer, card).orElseThrow();
    Conversation conversation = Grading.conversation(turns, Conversation.Medium.SPOKEN, at + 1000);
    result = Grading.result(card, turns, ConversationMetrics.of(conversation), grades, true);
  }

  double total() {
    return result.total().orElseThrow().doubleValue();
  }

  String printed() {
    StringBuilder text =
        new StringBuilder("total " + result.total().map(Object::toString).orElse("-") + "\n");
    result
        .sections()
        .forEach(section -> {
          text.append("  ").append(section.name()).append(" ").append(section.score()).append("\n");
          section
              .criteria()
              .forEach(line ->
                  text.append(
                      "    %-28s %-15s %s %s%n"
                          .formatted(
                              line.criterionId(),
                              line.verdict(),
                              line.score().map(Object::toString).orElse("-"),
                              line.rationale())));
        });
    return text.toString();
  }
}
