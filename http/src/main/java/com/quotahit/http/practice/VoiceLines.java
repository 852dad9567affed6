package com.quotahit.http.practice;

import com.quotahit.actors.practice.CallEngines;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.voice.Admission;
import com.quotahit.core.voice.TicketPort;
import com.quotahit.core.voice.VoiceCapacity;
import com.quotahit.http.edge.Call;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way from a session to its voice socket, and whether there is room for one more call. */
public final class VoiceLines {

  /** Names the desk that answers for practice calls. */
  public static final String KIND = "practice";

  private static final String PROTOCOL = "quotahit.voice.v1";
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])(:\\d{1,5})?");

  private final TicketPort tickets;
  private final Function<CallEngines.Hearing, VoiceCapacity> capacity;
  private final Optional<String> origin;
  private final int port;
  private final boolean secure;

  /**
   * @param capacity the lines of this node, by whose models hear and speak
   * @param origin {@code ws(s)://host:port} of the sockets where a proxy stands before them;
   *     otherwise the host that the client called, on {@code port}
   */
  public VoiceLines(
      TicketPort tickets,
      Function<CallEngines.Hearing, VoiceCapacity> capacity,
      Optional<String> origin,
      int port,
      boolean secure) {
    this.tickets = tickets;
    this.capacity = capacity;
    this.origin = origin;
    this.port = port;
    this.secure = secure;
  }

  boolean room(CallEngines.Hearing hearing) {
    VoiceCapacity lines = capacity.apply(hearing);
    return lines.inUse() < lines.capacity();
  }

  CompletionStage<TicketWire> ticket(Call call, SessionId session) {
    return tickets
        .issue(
            new Admission(
                call.workspace(), call.user(), KIND, session.value(), call.principal().sessionId()))
        .thenApply(ticket ->
            new TicketWire(
                base(call) + "/api/v1/voice/" + session + "?ticket=" + ticket, ticket, PROTOCOL));
  }

  private String base(Call call) {
    return origin.orElseGet(
        () -> (secure ? "wss://" : "ws://") + host(call.header("Host").orElse("")) + ":" + port);
  }

  /** The client's own word for this host, so that it works through whatever lies between. */
  private static String host(String header) {
    Matcher matcher = HOST.matcher(header);
    return matcher.matches() ? matcher.group(1) : "127.0.0.1";
  }
}
