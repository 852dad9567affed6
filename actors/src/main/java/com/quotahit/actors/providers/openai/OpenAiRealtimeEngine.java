package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.media.MediaSocketClient;
import com.quotahit.actors.providers.media.MediaSocketSettings;
import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.core.models.SpokenAccountPort;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * Speech-to-speech through OpenAI's realtime protocol. The provider hears, writes down and speaks;
 * whether and when it answers is decided by the call's turn rules.
 */
public final class OpenAiRealtimeEngine implements ConversationEngine {

  private final SpokenAccountPort own;
  private final OpenAiSettings settings;
  private final RandomGenerator random;
  private final RealtimeSessions sessions;

  /**
   * @param endpoint whom to ask where nobody's key was chosen for a call
   * @param random jitter of reconnects; must be safe for many threads
   */
  public OpenAiRealtimeEngine(
      OpenAiEndpoint endpoint, OpenAiSettings settings, MediaLoops loops, RandomGenerator random) {
    this.own = new EndpointAccount(endpoint, settings.realtimeModel());
    this.settings = settings;
    this.random = random;
    OpenAiSettings.Realtime realtime = settings.realtime();
    this.sessions =
        new RealtimeSessions(
            new MediaSocketClient(
                loops,
                new MediaSocketSettings(
                    realtime.connectTimeout(),
                    realtime.sendTimeout(),
                    realtime.pingInterval(),
                    realtime.pingTimeout(),
                    realtime.sendBufferBytes(),
                    realtime.sendBufferBytesMax(),
                    realtime.messageBytesMax())),
            loops.group(),
            realtime.announcedMax(),
            realtime.announcedFor());
  }

  @Override
  public String name() {
    return "openai-realtime";
  }

  @Override
  public boolean simulated() {
    return own.simulated();
  }

  /** The handshake with the provider is done by the time the call is there. */
  @Override
  public void announced() {
    sessions.announce(own);
  }

  @Override
  public Flow<EngineOrder, EngineSignal, NotUsed> converse(EngineBrief brief) {
    return on(own).converse(brief);
  }

  /** The same engine for one call, on the account of whoever pays for it. */
  public ConversationEngine on(SpokenAccountPort account) {
    return new OnAccount(account);
  }

  private final class OnAccount implements ConversationEngine {

    private final SpokenAccountPort account;

    OnAccount(SpokenAccountPort account) {
      this.account = account;
    }

    @Override
    public String name() {
      return OpenAiRealtimeEngine.this.name();
    }

    @Override
    public boolean simulated() {
      return account.simulated();
    }

    @Override
    public void announced() {
      sessions.announce(account);
    }

    @Override
    public boolean absent() {
      return sessions.absent(account);
    }

    @Override
    public CompletionStage<Boolean> present() {
      return sessions.present(account);
    }

    @Override
    public Flow<EngineOrder, EngineSignal, NotUsed> converse(EngineBrief brief) {
      return Flow.fromGraph(new RealtimeStage(sessions, account, settings, brief, random))
          .named("voice.openai-realtime");
    }
  }
}
