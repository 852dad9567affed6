package com.quotahit.core.workspace;

import java.util.function.Consumer;

/**
 * Short texts that reach every node of the cluster within a second when all is well. A notice may
 * be lost with its node, so whoever listens must also look for itself now and then.
 */
public interface NoticePort {

  void publish(String topic, String text);

  /** Hears every text of the topic, also those published here. The listener must not block. */
  void listen(String topic, Consumer<String> listener);
}
