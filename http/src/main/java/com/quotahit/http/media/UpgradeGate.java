package com.quotahit.http.media;

import com.quotahit.core.voice.Admission;
import com.quotahit.core.voice.TicketPort;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a request become a voice socket, or says in a typed answer why not: path, origin, protocol,
 * and last the ticket, which is used up by asking.
 */
final class UpgradeGate extends ChannelInboundHandlerAdapter {

  static final String PROTOCOL = "quotahit.voice.v1";
  private static final Pattern PATH = Pattern.compile("/api/v1/voice/([A-Za-z0-9_-]{1,64})");
  private static final int FRAME_BYTES_MAX = 16 * 1024;
  private static final int PARAMETERS_MAX = 8;

  private final MediaSettings settings;
  private final TicketPort tickets;
  private final SocketCount count;
  private final SocketOpened opened;
  private boolean decided;

  /** What a request asked for, once it is let in. */
  record Entry(Admission admission, boolean takeOver) {}

  /** Called on the socket's loop when the socket is open. */
  interface SocketOpened {
    void accept(ChannelHandlerContext context, Entry entry);
  }

  UpgradeGate(MediaSettings settings, TicketPort tickets, SocketCount count, SocketOpened opened) {
    this.settings = settings;
    this.tickets = tickets;
    this.count = count;
    this.opened = opened;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context
        .executor()
        .schedule(
            () -> {
              if (!decided) {
                refuse(
                    context,
                    HttpResponseStatus.REQUEST_TIMEOUT,
                    "voice.handshake-timeout",
                    "The request did not come in time.");
              }
            },
            settings.handshakeMax().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof HttpRequest request && !decided) {
        decide(context, request);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  private void decide(ChannelHandlerContext context, HttpRequest request) {
    Optional<Target> target =
        request.decoderResult().isFailure() ? Optional.empty() : target(request.uri());
    if (target.isEmpty()) {
      refuse(
          context, HttpResponseStatus.BAD_REQUEST, "voice.bad-request", "This is no HTTP request.");
      return;
    }
    Matcher path = PATH.matcher(target.get().path());
    if (!path.matches()) {
      refuse(context, HttpResponseStatus.NOT_FOUND, "voice.not-found", "There is no such socket.");
    } else if (!asksForSocket(request)) {
      refuse(
          context,
          HttpResponseStatus.UPGRADE_REQUIRED,
          "voice.upgrade-required",
          "Open this address as a WebSocket of version 13.");
    } else if (!originAllowed(request)) {
      refuse(
          context,
          HttpResponseStatus.FORBIDDEN,
          "voice.origin-refused",
          "Pages of this origin may not open voice sockets.");
    } else if (!offersProtocol(request)) {
      refuse(
          context,
          HttpResponseStatus.BAD_REQUEST,
          "voice.protocol-unknown",
          "Ask for the subprotocol " + PROTOCOL + ".");
    } else if (!count.roomForSocket()) {
      refuse(
          context,
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "voice.no-room",
          "This server carries as many calls as it can; try again soon.");
    } else {
      redeem(context, request, path.group(1), target.get().query());
    }
  }

  private record Target(String path, Map<String, List<String>> query) {}

  /** Nothing when a percent sign stands before what is no number. */
  private static Optional<Target> target(String uri) {
    try {
      QueryStringDecoder decoded =
          new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, PARAMETERS_MAX);
      return Optional.of(new Target(decoded.path(), decoded.parameters()));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private void redeem(
      ChannelHandlerContext context,
      HttpRequest request,
      String session,
      Map<String, List<String>> query) {
    String ticket = query.getOrDefault("ticket", List.of("")).getFirst();
    if (ticket.isEmpty() || ticket.length() > 200) {
      refuse(
          context,
          HttpResponseStatus.UNAUTHORIZED,
          "voice.ticket-missing",
          "A voice socket needs a ticket.");
      return;
    }
    decided = true;
    context.channel().config().setAutoRead(false);
    boolean takeOver = query.getOrDefault("takeOver", List.of("")).getFirst().equals("true");
    ReferenceCountUtil.retain(request);
    tickets
        .redeem(ticket)
        .whenComplete((admission, failure) ->
            context
                .executor()
                .execute(() -> {
                  try {
                    if (failure != null) {
                      refuse(
                          context,
                          HttpResponseStatus.SERVICE_UNAVAILABLE,
                          "voice.unavailable",
                          "Tickets cannot be checked now; try again.");
                    } else {
                      admit(context, request, session, admission, takeOver);
                    }
                  } finally {
                    ReferenceCountUtil.release(request);
                  }
                }));
  }

  private void admit(
      ChannelHandlerContext context,
      HttpRequest request,
      String session,
      Optional<Admission> admission,
      boolean takeOver) {
    if (admission.isEmpty()) {
      refuse(
          context,
          HttpResponseStatus.UNAUTHORIZED,
          "voice.ticket-invalid",
          "This ticket is unknown, used or too old. Ask for a new one.");
    } else if (!admission.get().session().equals(session)) {
      refuse(
          context,
          HttpResponseStatus.FORBIDDEN,
          "voice.ticket-foreign",
          "This ticket is for another call.");
    } else {
      shake(context, request, new Entry(admission.get(), takeOver));
    }
  }

  private void shake(ChannelHandlerContext context, HttpRequest request, Entry entry) {
    String location = "ws://" + request.headers().get(HttpHeaderNames.HOST, "") + request.uri();
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(
                location,
                PROTOCOL,
                WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(FRAME_BYTES_MAX)
                    .allowExtensions(false)
                    // The socket says itself what was wrong, and leaves time to read it.
                    .closeOnProtocolViolation(false)
                    .build())
            .newHandshaker(request);
    if (handshaker == null) {
      refuse(
          context,
          HttpResponseStatus.UPGRADE_REQUIRED,
          "voice.upgrade-required",
          "Open this address as a WebSocket of version 13.");
      return;
    }
    // The end of the request has been read already; a request with a body is none of ours.
    FullHttpRequest whole =
        new DefaultFullHttpRequest(
            request.protocolVersion(),
            request.method(),
            request.uri(),
            Unpooled.EMPTY_BUFFER,
            request.headers(),
            EmptyHttpHeaders.INSTANCE);
    handshaker
        .handshake(context.channel(), whole, null, context.newPromise())
        .addListener(done -> {
          if (done.isSuccess()) {
            opened.accept(context, entry);
            context.channel().config().setAutoRead(true);
          } else {
            context.close();
          }
        });
  }

  /** All that a handshake needs; looked at before the ticket is used up by it. */
  private static boolean asksForSocket(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return request.method().equals(HttpMethod.GET)
        && headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
        && headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
        && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
        && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", false);
  }

  private boolean offersProtocol(HttpRequest request) {
    for (String offer : request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
      for (String name : offer.split(",")) {
        if (name.strip().equals(PROTOCOL)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Programs send no origin; pages always do, and only ours may. */
  private boolean originAllowed(HttpRequest request) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin == null || settings.origins().contains(origin)) {
      return true;
    }
    String host = request.headers().get(HttpHeaderNames.HOST, "");
    try {
      String page = URI.create(origin).getHost();
      // The media port is its own; the same host on another port is the same house.
      return page != null && page.equalsIgnoreCase(hostOf(host));
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }

  private static String hostOf(String host) {
    String name = URI.create("ws://" + host).getHost();
    return name == null ? "" : name;
  }

  private void refuse(
      ChannelHandlerContext context, HttpResponseStatus status, String code, String detail) {
    decided = true;
    new Refusal(status, code, detail).send(context);
  }
}
