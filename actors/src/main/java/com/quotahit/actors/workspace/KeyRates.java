package com.quotahit.actors.workspace;

import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.RateBucket;
import com.quotahit.core.workspace.RateBucket.Rate;
import com.quotahit.core.workspace.RateBucket.Taken;
import com.quotahit.core.workspace.RatesPort;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts the requests of partners' keys, for each key and for each workspace, in memory. Nodes tell
 * each other every second what they have admitted. So n nodes together admit at most what one node
 * may, and (n − 1) seconds' worth of it more in a burst that hits all of them at once: with three
 * nodes and a window of a minute 3.4 %. When notices get lost, each node still keeps to the limit
 * for itself.
 */
public final class KeyRates implements RatesPort {

  private static final String TOPIC = "api-key-spent";
  private static final int KEPT_MAX = 20_000;

  /** Names in one notice; the rest goes with the next one. */
  private static final int TOLD_MAX = 500;

  private final KeySettings settings;
  private final NoticePort notices;
  private final InstantSource clock;
  private final String node = UUID.randomUUID().toString();
  private final Map<String, RateBucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateBucket> eldest) {
          return size() > KEPT_MAX;
        }
      };
  private final Map<String, Long> spent = new HashMap<>();

  public KeyRates(KeySettings settings, NoticePort notices, InstantSource clock) {
    this.settings = settings;
    this.notices = notices;
    this.clock = clock;
    notices.listen(TOPIC, this::heard);
  }

  @Override
  public Optional<Standing> take(Principal principal) {
    return principal.key().map(grant -> take(grant.id().value(), principal.workspace().value()));
  }

  /** Whichever of the two leaves less is what the partner is told. */
  private Standing take(String key, String workspace) {
    Instant now = clock.instant();
    synchronized (buckets) {
      Taken own = bucket(key, now).take(settings.perKey(), now);
      if (own.standing().pause().isPresent()) {
        buckets.put(key, own.next());
        return own.standing();
      }
      Taken all = bucket(workspace, now).take(settings.perWorkspace(), now);
      buckets.put(workspace, all.next());
      if (all.standing().pause().isPresent()) {
        return all.standing();
      }
      buckets.put(key, own.next());
      spent.merge(key, 1L, Long::sum);
      spent.merge(workspace, 1L, Long::sum);
      return all.standing().left() < own.standing().left() ? all.standing() : own.standing();
    }
  }

  /** Tells the other nodes what was admitted since the last time; call it every second. */
  public void tell() {
    List<String> words = new ArrayList<>();
    synchronized (buckets) {
      List<String> names = spent.keySet().stream().limit(TOLD_MAX).toList();
      for (String name : names) {
        words.add(name + "=" + spent.remove(name));
      }
    }
    if (!words.isEmpty()) {
      notices.publish(TOPIC, node + " " + String.join(" ", words));
    }
  }

  private void heard(String notice) {
    String[] words = notice.split(" ");
    if (words[0].equals(node)) {
      return;
    }
    Instant now = clock.instant();
    synchronized (buckets) {
      for (int i = 1; i < words.length; i++) {
        int sign = words[i].indexOf('=');
        String name = words[i].substring(0, sign);
        long count = Long.parseLong(words[i].substring(sign + 1));
        buckets.put(name, bucket(name, now).spentElsewhere(rate(name), count, now));
      }
    }
  }

  private RateBucket bucket(String name, Instant now) {
    RateBucket found = buckets.get(name);
    return found == null ? RateBucket.full(rate(name), now) : found;
  }

  private Rate rate(String name) {
    return name.startsWith("key_") ? settings.perKey() : settings.perWorkspace();
  }
}
