package com.quotahit.actors.notifications;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.notifications.Channel;
import com.quotahit.core.notifications.ChannelsPort;
import com.quotahit.core.shared.AddressGuard;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.NameResolverPort;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.WebsiteAddress;
import com.quotahit.core.shared.WorkspaceId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Takes channels in: their address is judged first, and hidden with the secret that signs posts.
 */
public final class ChannelDesk {

  /** What it stands on. */
  public record Parts(
      ChannelsPort channels,
      SealPort seal,
      NameResolverPort names,
      AddressGuard guard,
      Set<String> opened,
      Blocking blocking,
      RandomGenerator random) {}

  /** What became of a wish for a channel. */
  public sealed interface Wish {

    /**
     * @param secret that signs its posts; told this once
     */
    record Granted(Channel channel, Optional<String> secret) implements Wish {}

    record Mistaken(List<FieldProblem> problems) implements Wish {
      public Mistaken {
        problems = List.copyOf(problems);
      }
    }

    record TooMany() implements Wish {}
  }

  private static final int SECRET_BYTES = 32;
  private static final String SECRET_PREFIX = "whsec_";

  private final Parts parts;

  public ChannelDesk(Parts parts) {
    this.parts = parts;
  }

  /**
   * @param draft all but its host, which the address tells
   */
  public CompletionStage<Wish> add(WorkspaceId workspace, Channel draft, String url) {
    return switch (ChannelAddress.parse("url", url, parts.opened())) {
      case Parsed.Invalid<WebsiteAddress>(List<FieldProblem> problems) ->
          CompletableFuture.completedStage(new Wish.Mistaken(problems));
      case Parsed.Valid<WebsiteAddress>(WebsiteAddress address) ->
          parts
              .names()
              .resolve(address.host())
              .handle((found, failure) ->
                  failure == null
                      && !found.isEmpty()
                      && found.stream().allMatch(parts.guard()::admits))
              .thenCompose(open ->
                  open
                      ? keep(workspace, draft, address, url.strip())
                      : CompletableFuture.completedStage(notPublic()));
    };
  }

  private static Wish notPublic() {
    return new Wish.Mistaken(
        List.of(
            new FieldProblem(
                "url",
                "address_not_allowed",
                "That address cannot be found on the public web. Check it.")));
  }

  private CompletionStage<Wish> keep(
      WorkspaceId workspace, Channel draft, WebsiteAddress address, String url) {
    Channel channel =
        new Channel(
            draft.id(),
            draft.kind(),
            address.host(),
            draft.types(),
            draft.createdBy(),
            draft.createdAt(),
            Optional.empty(),
            Optional.empty());
    String secret = secret();
    return parts
        .blocking()
        .run(
            "database",
            () ->
                parts
                        .channels()
                        .add(
                            workspace,
                            new ChannelsPort.Stored(
                                channel,
                                new ChannelAddress(url, secret)
                                    .seal(parts.seal(), workspace, channel.id())))
                    ? new Wish.Granted(
                        channel,
                        switch (channel.kind()) {
                          case WEBHOOK -> Optional.of(secret);
                          case SLACK -> Optional.empty();
                        })
                    : new Wish.TooMany());
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    parts.random().nextBytes(bytes);
    return SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes);
  }
}
