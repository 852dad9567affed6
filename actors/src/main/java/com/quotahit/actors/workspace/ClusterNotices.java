package com.quotahit.actors.workspace;

import com.quotahit.core.workspace.NoticePort;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices by the cluster's publish and subscribe: at most once, to every node that is reachable.
 */
public final class ClusterNotices implements NoticePort {

  private record Line(ActorRef<Topic.Command<String>> topic, List<Consumer<String>> listeners) {}

  private static final Logger LOG = LoggerFactory.getLogger(ClusterNotices.class);

  private final ActorSystem<?> system;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  public ClusterNotices(ActorSystem<?> system) {
    this.system = system;
  }

  @Override
  public void publish(String topic, String text) {
    line(topic).topic.tell(Topic.publish(text));
  }

  @Override
  public void listen(String topic, Consumer<String> listener) {
    line(topic).listeners.add(listener);
  }

  private Line line(String topic) {
    return lines.computeIfAbsent(topic, this::open);
  }

  private Line open(String topic) {
    List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    ActorRef<Topic.Command<String>> actor =
        system.systemActorOf(Topic.create(String.class, topic), "notices-" + topic, Props.empty());
    Behavior<String> ear =
        Behaviors.receiveMessage(text -> {
          listeners.forEach(listener -> tell(topic, listener, text));
          return Behaviors.same();
        });
    actor.tell(Topic.subscribe(system.systemActorOf(ear, "hears-" + topic, Props.empty())));
    return new Line(actor, listeners);
  }

  /** One listener that fails makes nobody deaf: what comes next may be that a session has ended. */
  private static void tell(String topic, Consumer<String> listener, String text) {
    try {
      listener.accept(text);
    } catch (RuntimeException defect) {
      LOG.atError().addKeyValue("topic", topic).setCause(defect).log("a notice was not understood");
    }
  }
}
