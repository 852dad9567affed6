package com.quotahit.actors.voice;

import com.typesafe.config.Config;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.Dispatcher;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.ExecutorServiceFactoryProvider;
import org.apache.pekko.dispatch.MessageDispatcher;
import org.apache.pekko.dispatch.MessageDispatcherConfigurator;
import scala.concurrent.duration.Duration;

/** A dispatcher whose only thread is a socket loop. What runs here must never block. */
final class LoopDispatcher extends MessageDispatcherConfigurator {

  private static final int MESSAGES_AT_ONCE = 64;

  private final MessageDispatcher dispatcher;

  LoopDispatcher(
      Config config, DispatcherPrerequisites prerequisites, String id, EventExecutor loop) {
    super(config, prerequisites);
    dispatcher =
        new Dispatcher(
            this,
            id,
            MESSAGES_AT_ONCE,
            Duration.Zero(),
            new ExecutorServiceFactoryProvider() {
              @Override
              public ExecutorServiceFactory createExecutorServiceFactory(
                  String name, ThreadFactory threads) {
                return () -> new Borrowed(loop);
              }

              @Override
              public boolean isVirtualized() {
                return false;
              }
            },
            Duration.create(1, TimeUnit.SECONDS));
  }

  @Override
  public MessageDispatcher dispatcher() {
    return dispatcher;
  }

  /** The loop belongs to the sockets; a dispatcher that has nothing to do must not stop it. */
  private static final class Borrowed extends AbstractExecutorService {
    private final ExecutorService loop;
    private volatile boolean stopped;

    Borrowed(ExecutorService loop) {
      this.loop = loop;
    }

    @Override
    public void execute(Runnable work) {
      loop.execute(work);
    }

    @Override
    public void shutdown() {
      stopped = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      stopped = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return stopped;
    }

    @Override
    public boolean isTerminated() {
      return stopped;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
