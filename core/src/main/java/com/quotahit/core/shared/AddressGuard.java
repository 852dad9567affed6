package com.quotahit.core.shared;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which network addresses the product may be sent to by what somebody typed. Everything that is not
 * an ordinary public address is closed, and what carries an IPv4 address inside an IPv6 one is
 * judged by both. The operator may open ranges of the own network, and close more.
 */
public final class AddressGuard {

  /** Never public: IANA's special-purpose registries and the clouds' metadata addresses. */
  private static final List<AddressRange> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "::ffff:0:0/96",
              "::ffff:0:0:0/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(AddressRange::of)
          .toList();

  private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3");
  private static final AddressRange TRANSLATED = AddressRange.of("64:ff9b::/96");
  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");

  private final List<AddressRange> closed;
  private final List<AddressRange> opened;

  /**
   * @param closed more ranges to refuse, such as the database's network
   * @param opened ranges of the own network that may be read all the same; wins over everything
   */
  public AddressGuard(List<AddressRange> closed, List<AddressRange> opened) {
    this.closed = List.copyOf(closed);
    this.opened = List.copyOf(opened);
  }

  /** May a connection be made to this address of 4 or 16 bytes? */
  public boolean admits(byte[] address) {
    if (within(opened, address)) {
      return true;
    }
    if (within(SPECIAL, address) || within(closed, address)) {
      return false;
    }
    if (address.length == 4) {
      return true;
    }
    if (address.length != 16) {
      return false;
    }
    if (TRANSLATED.contains(address)) {
      return admits(Arrays.copyOfRange(address, 12, 16));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return admits(Arrays.copyOfRange(address, 2, 6));
    }
    return GLOBAL_UNICAST.contains(address);
  }

  private static boolean within(List<AddressRange> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
