package com.quotahit.http.practice;

import com.quotahit.core.voice.RecordingStorePort.Key;
import com.quotahit.core.voice.RecordingStorePort.Recording;
import com.quotahit.core.voice.Waveform;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.ByteRanges;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.persistence.practice.SessionRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** The sound of a session, for hearing and for drawing. */
public final class RecordingEndpoints {

  private static final int PIECE = 64 * 1024;

  /** What a recording is drawn from, whole numbers of a hundred as parts of one. */
  public record WaveformWire(int msPerPeak, List<Double> user, List<Double> persona) {
    static WaveformWire of(Waveform waveform) {
      return new WaveformWire(
          waveform.msPerPeak(), parts(waveform.caller()), parts(waveform.persona()));
    }

    private static List<Double> parts(byte[] peaks) {
      java.util.ArrayList<Double> parts = new java.util.ArrayList<>(peaks.length);
      for (byte peak : peaks) {
        parts.add(peak / 100.0);
      }
      return parts;
    }
  }

  private final PracticeParts parts;
  private final Sessions sessions;

  public RecordingEndpoints(PracticeParts parts) {
    this.parts = parts;
    this.sessions = new Sessions(parts);
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/practice/sessions/{id}/audio", "The recording, whole or in part")
            .needs(Permission.PRACTICE_READ)
            .answersBytes("audio/wav")
            .module(PlanModule.PRACTICE)
            .by((call, _) -> sessions.row(call).thenCompose(row -> audio(call, row))),
        Endpoint.get("/practice/sessions/{id}/waveform", "The recording as a line to draw")
            .needs(Permission.PRACTICE_READ)
            .answers(WaveformWire.class)
            .module(PlanModule.PRACTICE)
            .by((call, _) -> sessions.row(call).thenCompose(row -> waveform(call, row))));
  }

  private CompletionStage<Answer<Nothing>> audio(Call call, SessionRow row) {
    Key key = new Key(call.workspace(), row.id().value());
    return parts
        .blocking()
        .run("files", () -> length(key, row))
        .thenApply(length ->
            length.isEmpty()
                ? Answer.refused(PracticeProblems.noRecording())
                : Answer.raw(
                    ByteRanges.response(
                        call,
                        "audio/wav",
                        length.get(),
                        row.id() + ".wav",
                        (from, bytes) -> bytes(key, from, bytes))));
  }

  private Optional<Long> length(Key key, SessionRow row) throws IOException {
    joined(key, row);
    Optional<SeekableByteChannel> channel = parts.recordings().read(key);
    if (channel.isEmpty()) {
      return Optional.empty();
    }
    try (SeekableByteChannel open = channel.get()) {
      return Optional.of(open.size());
    }
  }

  /** A call that is over is heard whole, whatever became of the node that carried it. */
  private Optional<Recording> joined(Key key, SessionRow row) throws IOException {
    return row.endedAt().isEmpty() ? parts.recordings().find(key) : parts.recordings().join(key);
  }

  /** Read piece by piece as the player takes it; the file is closed whatever happens. */
  private Source<ByteString, NotUsed> bytes(Key key, long from, long length) {
    return Source.<ByteString, SeekableByteChannel>unfoldResource(
            () ->
                parts
                    .recordings()
                    .read(key)
                    .orElseThrow(() -> new IOException("the recording is gone"))
                    .position(from),
            channel -> piece(channel, from + length),
            SeekableByteChannel::close)
        .withAttributes(
            org.apache.pekko.stream.ActorAttributes.dispatcher(
                "pekko.actor.default-blocking-io-dispatcher"))
        .named("practice.audio");
  }

  private static Optional<ByteString> piece(SeekableByteChannel channel, long end)
      throws IOException {
    int size = (int) Math.min(PIECE, end - channel.position());
    if (size <= 0) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.allocate(size);
    int read = channel.read(buffer);
    return read < 0 ? Optional.empty() : Optional.of(ByteString.fromByteBuffer(buffer.flip()));
  }

  private CompletionStage<Answer<WaveformWire>> waveform(Call call, SessionRow row) {
    Key key = new Key(call.workspace(), row.id().value());
    return parts
        .blocking()
        .run("files", () -> joined(key, row))
        .thenApply(recording ->
            recording
                .map(Recording::waveform)
                .map(WaveformWire::of)
                .<Answer<WaveformWire>>map(Answer::of)
                .orElseGet(() -> Answer.refused(PracticeProblems.noRecording())));
  }
}
