package com.quotahit.actors.practice;

import com.quotahit.actors.voice.Calls;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.voice.EndReason;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;

/**
 * Tells the node that carries a call what was decided elsewhere: ended over REST, taken over on
 * another node. At most once; a node that misses it learns the same from its next turn, which is
 * refused.
 */
public final class CallNews {

  private static final String ENDED = "ended ";
  private static final String EPOCH = "epoch ";

  private final ActorRef<Topic.Command<String>> topic;

  public CallNews(ActorSystem<?> system, Calls calls) {
    topic =
        system.systemActorOf(
            Topic.create(String.class, "practice-call-news"), "practice-call-news", Props.empty());
    ActorRef<String> ear =
        system.systemActorOf(
            Behaviors.supervise(listening(calls)).onFailure(SupervisorStrategy.resume()),
            "practice-call-ear",
            Props.empty());
    topic.tell(Topic.subscribe(ear));
  }

  public void ended(SessionId session) {
    topic.tell(Topic.publish(ENDED + session));
  }

  public void attached(SessionId session, long epoch) {
    topic.tell(Topic.publish(EPOCH + session + " " + epoch));
  }

  private static Behavior<String> listening(Calls calls) {
    return Behaviors.receiveMessage(news -> {
      if (news.startsWith(ENDED)) {
        calls.end(news.substring(ENDED.length()), EndReason.ENDED_ELSEWHERE);
      } else if (news.startsWith(EPOCH)) {
        int space = news.lastIndexOf(' ');
        calls.supersede(
            news.substring(EPOCH.length(), space), Long.parseLong(news.substring(space + 1)));
      }
      return Behaviors.same();
    });
  }
}
