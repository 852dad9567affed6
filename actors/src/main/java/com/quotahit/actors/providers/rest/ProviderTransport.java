package com.quotahit.actors.providers.rest;

import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.shared.AddressGuard;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/**
 * Connections to providers, shared by all keys. Redirects are never followed, since they would
 * carry a key elsewhere; answers are bounded. A connection made for a typed address goes to the
 * very address that was judged, and to no proxy.
 */
public final class ProviderTransport implements AutoCloseable {

  /**
   * @param openedHosts names that the operator opened, whatever they resolve to
   */
  public record Settings(
      Duration connect,
      Duration quiet,
      long answerBytesMax,
      int idleConnections,
      AddressGuard guard,
      Set<String> openedHosts) {
    public Settings {
      openedHosts = Set.copyOf(openedHosts);
    }
  }

  private final Settings settings;
  private final OkHttpClient operators;
  private final OkHttpClient typed;

  public ProviderTransport(Settings settings) {
    this.settings = settings;
    OkHttpClient common =
        new OkHttpClient.Builder()
            .connectTimeout(settings.connect())
            .readTimeout(settings.quiet())
            .writeTimeout(settings.quiet())
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(settings.idleConnections(), 60, TimeUnit.SECONDS))
            .eventListener(new BufferWash())
            .addInterceptor(new AnswerSizeLimit(settings.answerBytesMax()))
            .build();
    this.operators = common;
    this.typed =
        common
            .newBuilder()
            .connectionPool(new ConnectionPool(settings.idleConnections(), 60, TimeUnit.SECONDS))
            .proxy(Proxy.NO_PROXY)
            .dns(new JudgedNames(settings.guard(), settings.openedHosts()))
            .build();
  }

  public Settings settings() {
    return settings;
  }

  public OkHttpClient of(ProviderAccess.Trust trust) {
    return switch (trust) {
      case OPERATORS -> operators;
      case TYPED -> typed;
    };
  }

  /** Closes connections that nobody uses now, with all that they remember. */
  public void forgetIdle() {
    operators.connectionPool().evictAll();
    typed.connectionPool().evictAll();
  }

  @Override
  public void close() {
    forgetIdle();
    for (OkHttpClient client : List.of(operators, typed)) {
      client.dispatcher().executorService().shutdown();
    }
  }

  /**
   * Every address of a name must be one that we may go to; what is connected to is what was judged.
   */
  private record JudgedNames(AddressGuard guard, Set<String> opened) implements Dns {
    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
      List<InetAddress> found = List.of(InetAddress.getAllByName(host));
      boolean fine =
          opened.contains(host)
              || found.stream().allMatch(address -> guard.admits(address.getAddress()));
      if (!fine) {
        throw new UnknownHostException("the address is not a public one");
      }
      return found;
    }
  }
}
