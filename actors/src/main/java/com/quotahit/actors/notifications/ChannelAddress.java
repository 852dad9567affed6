package com.quotahit.actors.notifications;

import com.quotahit.core.json.Json;
import com.quotahit.core.shared.Associated;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.WebsiteAddress;
import com.quotahit.core.shared.WorkspaceId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where a channel is, and what its posts are signed with: what the seal of a channel hides. Prints
 * nothing of itself.
 */
public record ChannelAddress(String url, String secret) {

  /** TLS everywhere but towards hosts that the operator opened. */
  public static Parsed<WebsiteAddress> parse(String field, String url, Set<String> opened) {
    return switch (WebsiteAddress.parse(field, url, opened)) {
      case Parsed.Valid<WebsiteAddress>(WebsiteAddress address)
          when !address.secure() && !opened.contains(address.host()) ->
          new Parsed.Invalid<>(
              List.of(new FieldProblem(field, "scheme", "Give an address with https.")));
      case Parsed.Valid<WebsiteAddress> valid -> valid;
      case Parsed.Invalid<WebsiteAddress> invalid -> invalid;
    };
  }

  /** Bound to its place: in another workspace or channel it does not open. */
  public Sealed seal(SealPort seal, WorkspaceId workspace, String channel) {
    byte[] plain = null;
    try {
      plain = Json.mapper().writeValueAsBytes(this);
      return seal.seal(plain, place(workspace, channel));
    } catch (IOException e) {
      throw new IllegalStateException("a channel's address cannot be written", e);
    } finally {
      if (plain != null) {
        Arrays.fill(plain, (byte) 0);
      }
    }
  }

  public static ChannelAddress open(
      SealPort seal, Sealed sealed, WorkspaceId workspace, String channel) {
    byte[] plain = seal.open(sealed, place(workspace, channel));
    try {
      return Json.mapper().readValue(plain, ChannelAddress.class);
    } catch (IOException e) {
      // Without the cause: its message may repeat what was hidden.
      throw new IllegalStateException("a channel's address cannot be read");
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] place(WorkspaceId workspace, String channel) {
    return Associated.with("notification-channel", "1", workspace.value(), channel);
  }

  @Override
  public String toString() {
    return "ChannelAddress[redacted]";
  }
}
