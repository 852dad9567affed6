package com.quotahit.actors.providers.smtp;

import com.quotahit.core.shared.mail.MailStatePort;
import com.quotahit.core.shared.mail.SandboxMailPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What sending has taught, and an inbox, without a database. */
public final class MailStateInMemory implements MailStatePort {

  private Optional<Stop> stop = Optional.empty();
  private final Set<String> suppressed = new HashSet<>();
  private final InboxInMemory inbox = new InboxInMemory();

  public InboxInMemory inbox() {
    return inbox;
  }

  @Override
  public synchronized Optional<Stop> stopped() {
    return stop;
  }

  @Override
  public synchronized boolean stop(String problem) {
    boolean first = stop.isEmpty();
    stop = Optional.of(new Stop(problem, Instant.EPOCH));
    return first;
  }

  @Override
  public synchronized void resume() {
    stop = Optional.empty();
  }

  @Override
  public synchronized boolean suppressed(String address) {
    return suppressed.contains(address);
  }

  @Override
  public synchronized void suppress(String address, String problem) {
    suppressed.add(address);
  }

  /** Letters in the order in which they came. */
  public static final class InboxInMemory implements SandboxMailPort {
    private final List<Arrived> letters = new ArrayList<>();

    public synchronized List<Arrived> letters() {
      return List.copyOf(letters);
    }

    @Override
    public synchronized void keep(Arrived letter) {
      letters.add(letter);
    }

    @Override
    public List<Kept> list(Optional<String> to, Optional<String> before, int most) {
      return List.of();
    }

    @Override
    public Optional<Kept> find(String id) {
      return Optional.empty();
    }

    @Override
    public synchronized boolean arrived(String messageId) {
      return letters.stream().anyMatch(letter -> letter.messageId().equals(messageId));
    }

    @Override
    public int clear() {
      return 0;
    }
  }
}
