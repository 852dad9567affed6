package com.quotahit.cluster.stranger;

import com.quotahit.actors.providers.embedded.EmbeddedSpeech;
import com.quotahit.actors.providers.embedded.SpeechSettings;
import com.quotahit.core.voice.SynthesizerPort;
import com.quotahit.core.voice.Wav;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Makes the sound files of {@link Recordings} anew; run by hand when their words change. */
public final class RecordingStudio {

  private RecordingStudio() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    try (EmbeddedSpeech speech = EmbeddedSpeech.open(SpeechSettings.from(ConfigFactory.load()))) {
      speech.ready().toCompletableFuture().get(120, TimeUnit.SECONDS);
      for (Recordings recording : Recordings.values()) {
        byte[] pcm = say(speech.synthesizer(), recording.words());
        Files.write(folder.resolve(recording.file() + ".wav"), wav(pcm));
      }
    }
    System.exit(0);
  }

  private static byte[] say(SynthesizerPort synthesizer, String words) throws InterruptedException {
    ByteArrayOutputStream sound = new ByteArrayOutputStream();
    CountDownLatch done = new CountDownLatch(1);
    synthesizer
        .speak(new SynthesizerPort.Request(words, "af_heart", 1.0))
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(byte[] piece) {
                sound.writeBytes(piece);
              }

              @Override
              public void onError(Throwable failure) {
                throw new IllegalStateException(failure);
              }

              @Override
              public void onComplete() {
                done.countDown();
              }
            });
    if (!done.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no speech for: " + words);
    }
    return sound.toByteArray();
  }

  private static byte[] wav(byte[] pcm) {
    float[] samples = new float[pcm.length / 2];
    ByteBuffer in = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = in.getShort() / 32768f;
    }
    return new Wav(samples, 24_000).bytes();
  }
}
