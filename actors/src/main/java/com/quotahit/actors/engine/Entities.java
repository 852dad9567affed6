package com.quotahit.actors.engine;

import com.quotahit.core.shared.EntityId;
import java.util.concurrent.CompletionStage;

/** The one door to every sharded entity. Each call is bounded by the engine's ask timeout. */
public interface Entities {

  <S, C, E, R> CompletionStage<Reply<S, R>> execute(
      Kind<S, C, E, R> kind, EntityId id, C command, Directive directive);

  <S, C, E, R> CompletionStage<Reply.Done<S, R>> read(Kind<S, C, E, R> kind, EntityId id);
}
