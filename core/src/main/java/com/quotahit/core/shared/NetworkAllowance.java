package com.quotahit.core.shared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the operator lets the product go beyond the public web, from two settings.
 *
 * @param opened hosts that may be named in any way and with any port
 * @param guard which addresses may be visited
 */
public record NetworkAllowance(Set<String> opened, AddressGuard guard) {

  public NetworkAllowance {
    opened = Set.copyOf(opened);
  }

  /**
   * @param path of the settings, for what is said when a value is bad
   * @param allowed hosts and ranges of the own network, separated by commas
   * @param refused ranges that stay closed, separated by commas
   */
  public static NetworkAllowance of(String path, String allowed, String refused) {
    Set<String> hosts = new HashSet<>();
    List<AddressRange> open = new ArrayList<>();
    for (String entry : entries(allowed)) {
      hosts.add(entry);
      if (AddressRange.parse("allowed", entry) instanceof Parsed.Valid<AddressRange>(var range)) {
        open.add(range);
      }
    }
    List<AddressRange> closed = new ArrayList<>();
    for (String entry : entries(refused)) {
      switch (AddressRange.parse("refused", entry)) {
        case Parsed.Valid<AddressRange>(AddressRange range) -> closed.add(range);
        case Parsed.Invalid<AddressRange> invalid ->
            throw new IllegalArgumentException(
                path + ".refused: " + invalid.problems().getFirst().message());
      }
    }
    return new NetworkAllowance(hosts, new AddressGuard(closed, open));
  }

  /** One closed address among many is enough to refuse: the next look-up may choose that one. */
  public boolean admitsAll(List<byte[]> addresses) {
    return !addresses.isEmpty() && addresses.stream().allMatch(guard::admits);
  }

  private static List<String> entries(String list) {
    return Arrays.stream(list.split(","))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
