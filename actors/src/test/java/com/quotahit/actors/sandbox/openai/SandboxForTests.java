package com.quotahit.actors.sandbox.openai;

import com.quotahit.core.models.SimulatedMindPort;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/** A stand-in on a free port with a mind of the test's choice, and the settings to reach it. */
public final class SandboxForTests implements AutoCloseable {

  public static final Config CONFIG = ConfigFactory.load();

  private final ActorTestKit kit = ActorTestKit.create("sandbox-test", CONFIG);
  private final OpenAiSandbox.Running running;

  public SandboxForTests(SandboxFaculties faculties) {
    this(OpenAiSandboxSettings.read(CONFIG), faculties);
  }

  public SandboxForTests(OpenAiSandboxSettings settings, SandboxFaculties faculties) {
    try {
      running =
          OpenAiSandbox.start(kit.system(), settings, faculties, InstantSource.system())
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** A mind that always says the same. */
  public static SimulatedMindPort saying(String text) {
    return (_, _, _) -> CompletableFuture.completedFuture(text);
  }

  public OpenAiSandbox.Running sandbox() {
    return running;
  }

  public ActorTestKit kit() {
    return kit;
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
