package com.quotahit.core.shared;

import java.util.Arrays;
import java.util.HexFormat;

/** A block of network addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}. */
public record AddressRange(byte[] network, int prefix) {

  public AddressRange {
    network = network.clone();
    if (prefix < 0 || prefix > network.length * 8) {
      throw new IllegalArgumentException("prefix /" + prefix + " of " + network.length + " bytes");
    }
  }

  public boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = prefix / 8;
    if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
      return false;
    }
    int rest = prefix % 8;
    int mask = rest == 0 ? 0 : 0xff << (8 - rest) & 0xff;
    return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
  }

  /** Reads {@code a.b.c.d[/n]} or an IPv6 address in plain colon form, {@code [/n]}. */
  public static Parsed<AddressRange> parse(String field, String text) {
    int slash = text.indexOf('/');
    byte[] network = bytes(slash < 0 ? text : text.substring(0, slash));
    if (network.length == 0) {
      return Parsed.invalid(field, "not_an_address", "'" + text + "' is not an address or range");
    }
    int widest = network.length * 8;
    int prefix = slash < 0 ? widest : number(text.substring(slash + 1), widest);
    return prefix < 0
        ? Parsed.invalid(field, "bad_prefix", "'" + text + "' needs a prefix of 0 to " + widest)
        : Parsed.valid(new AddressRange(network, prefix));
  }

  /** For ranges written in our own code. */
  static AddressRange of(String text) {
    return switch (parse("range", text)) {
      case Parsed.Valid<AddressRange>(AddressRange range) -> range;
      case Parsed.Invalid<AddressRange> invalid ->
          throw new IllegalArgumentException(invalid.problems().getFirst().message());
    };
  }

  /** Bytes of a plain address; empty when it is none. No names, no odd notations. */
  static byte[] bytes(String text) {
    return text.indexOf(':') >= 0 ? sixteen(text) : four(text);
  }

  private static byte[] four(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[4];
    if (parts.length != 4) {
      return new byte[0];
    }
    for (int i = 0; i < 4; i++) {
      int part = number(parts[i], 255);
      if (part < 0) {
        return new byte[0];
      }
      bytes[i] = (byte) part;
    }
    return bytes;
  }

  private static byte[] sixteen(String text) {
    int gap = text.indexOf("::");
    String head = gap < 0 ? text : text.substring(0, gap);
    String tail = gap < 0 ? "" : text.substring(gap + 2);
    byte[] front = groups(head);
    byte[] back = groups(tail);
    boolean readable = front.length + head.length() > 0 || gap >= 0;
    int missing = 16 - front.length - back.length;
    if (!readable
        || missing < 0
        || (gap < 0 && missing != 0)
        || unread(head, front)
        || unread(tail, back)) {
      return new byte[0];
    }
    byte[] bytes = new byte[16];
    System.arraycopy(front, 0, bytes, 0, front.length);
    System.arraycopy(back, 0, bytes, 16 - back.length, back.length);
    return bytes;
  }

  private static boolean unread(String text, byte[] bytes) {
    return !text.isEmpty() && bytes.length == 0;
  }

  private static byte[] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    if (parts.length > 8) {
      return new byte[0];
    }
    StringBuilder hex = new StringBuilder();
    for (String part : parts) {
      if (part.isEmpty() || part.length() > 4 || !part.chars().allMatch(AddressRange::hex)) {
        return new byte[0];
      }
      hex.append("0".repeat(4 - part.length())).append(part);
    }
    return HexFormat.of().parseHex(hex);
  }

  private static boolean hex(int character) {
    return Character.digit(character, 16) >= 0 && character < 128;
  }

  private static int number(String text, int max) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int value = Integer.parseInt(text);
    return value <= max ? value : -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRange(byte[] theirs, int length)
        && length == prefix
        && Arrays.equals(theirs, network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefix;
  }
}
