package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.NameResolverPort;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks names up as the operating system does. */
public final class SystemResolver implements NameResolverPort {

  private final Blocking blocking;

  public SystemResolver(Blocking blocking) {
    this.blocking = blocking;
  }

  @Override
  public CompletionStage<List<byte[]>> resolve(String host) {
    return blocking.run(
        "names",
        () -> Arrays.stream(InetAddress.getAllByName(host)).map(InetAddress::getAddress).toList());
  }
}
