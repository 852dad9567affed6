package com.quotahit.actors.voice;

import com.quotahit.core.voice.EndReason;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The live calls of this node, one connection each: a newer epoch sends the older away. */
public final class Calls {

  private final ConcurrentMap<String, CallHandle> live = new ConcurrentHashMap<>();
  private final AtomicInteger reporting = new AtomicInteger();

  public Optional<CallHandle> find(String session) {
    return Optional.ofNullable(live.get(session));
  }

  public Collection<CallHandle> all() {
    return List.copyOf(live.values());
  }

  public int count() {
    return live.size();
  }

  /** Connections that run, and those whose last words are still on their way to the session. */
  public int unfinished() {
    return live.size() + reporting.get();
  }

  /** Reporters that have something left to say. */
  AtomicInteger reporting() {
    return reporting;
  }

  /** False when nobody is on that line here. */
  public boolean pushHint(String session, String text) {
    return on(session, live.get(session), call -> call.pushHint(text));
  }

  public boolean end(String session, EndReason reason) {
    return on(session, live.get(session), call -> call.end(reason));
  }

  /** The sign-in is over: its lines are cut, and who signs in again may go on for a while. */
  public void cutOff(String signIn) {
    live.values().stream()
        .filter(call -> !signIn.isEmpty() && call.signIn().equals(signIn))
        .forEach(call -> call.end(EndReason.CONNECTION_LOST));
  }

  /** Sends away a connection older than {@code epoch}, which was attached elsewhere. */
  public boolean supersede(String session, long epoch) {
    CallHandle here = live.get(session);
    return here != null && here.epoch() < epoch && on(session, here, CallHandle::takenOver);
  }

  void add(CallHandle call) {
    CallHandle before = live.put(call.session(), call);
    if (before != null) {
      before.takenOver();
    }
  }

  void remove(CallHandle call) {
    live.remove(call.session(), call);
  }

  private static boolean on(
      String session, @Nullable CallHandle call, java.util.function.Consumer<CallHandle> work) {
    if (call == null) {
      return false;
    }
    work.accept(call);
    return true;
  }
}
