package com.quotahit.http.edge;

import com.quotahit.actors.engine.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What an endpoint's work comes to. */
public sealed interface Answer<O> {

  /**
   * @param status when it is not the endpoint's first declared one
   */
  record Success<O>(OptionalInt status, O body, List<HttpHeader> headers) implements Answer<O> {
    public Success {
      headers = List.copyOf(headers);
    }

    public Success<O> with(HttpHeader header) {
      List<HttpHeader> more = new ArrayList<>(headers);
      more.add(header);
      return new Success<>(status, body, more);
    }
  }

  record Refused<O>(Problem problem) implements Answer<O> {}

  /** Streams, downloads and whatever else is no JSON document. Security headers are added to it. */
  record Raw<O>(HttpResponse response) implements Answer<O> {}

  static <O> Success<O> of(O body) {
    return new Success<>(OptionalInt.empty(), body, List.of());
  }

  static <O> Success<O> of(int status, O body) {
    return new Success<>(OptionalInt.of(status), body, List.of());
  }

  /** Done, and there is nothing to say: for endpoints declared with {@code answersNothing}. */
  static Success<Nothing> done() {
    return of(Nothing.NOTHING);
  }

  static <O> Answer<O> refused(Problem problem) {
    return new Refused<>(problem);
  }

  static <O> Answer<O> raw(HttpResponse response) {
    return new Raw<>(response);
  }

  /** What an entity replied, each refusal by the feature's one switch. */
  static <S, R, O> Answer<O> from(
      Reply<S, R> reply,
      Function<? super S, ? extends O> whenDone,
      Function<? super R, Problem> whenRefused) {
    return switch (reply) {
      case Reply.Done<S, R>(S state, long _) -> of(whenDone.apply(state));
      case Reply.Refused<S, R>(R why) -> refused(whenRefused.apply(why));
      case Reply.TooLate<S, R> _ -> refused(tooLate());
    };
  }

  static Problem tooLate() {
    return Problem.busy(
        "request.too-late",
        "This took too long to reach its place and nothing was changed. Try again.",
        Duration.ofSeconds(2));
  }
}
