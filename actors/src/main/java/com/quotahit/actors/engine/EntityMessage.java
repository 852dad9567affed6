package com.quotahit.actors.engine;

import org.apache.pekko.actor.typed.ActorRef;

/** What an entity hears. The kind's name travels along, so that the wire knows what is inside. */
sealed interface EntityMessage {

  record Execute(String kind, Object command, Directive directive, ActorRef<Answer> replyTo)
      implements EntityMessage {}

  record Read(String kind, ActorRef<Answer> replyTo) implements EntityMessage {}

  /** Leave memory: idle, or the shard moves to another node. */
  record Leave() implements EntityMessage {}
}
