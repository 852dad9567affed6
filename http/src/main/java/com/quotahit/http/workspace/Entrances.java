package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.Device;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.SignedIn;
import com.quotahit.core.workspace.AccountsPort.Profile;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;

/** The answers with which sessions begin, whatever somebody proved themselves with. */
final class Entrances {

  private final LiveSessions sessions;

  Entrances(LiveSessions sessions) {
    this.sessions = sessions;
  }

  static Device device(Call call) {
    return new Device(
        call.client(), call.userAgent(), call.cookies().mark(call.request()), call.requestId());
  }

  /** A new session begins; one that the browser still had is left to run out or be signed out. */
  <O> Answer.Success<O> begun(Call call, SignedIn in, Function<Profile, O> body) {
    Answer.Success<O> success = Answer.of(body.apply(in.profile()));
    for (HttpHeader header :
        call.cookies().begin(in.token(), sessions.settings().absolute(), in.mark())) {
      success = success.with(header);
    }
    return success;
  }

  /** The session goes on under another secret. */
  <O> Answer.Success<O> renewed(Call call, String token, Answer.Success<O> answer) {
    Answer.Success<O> success = answer;
    for (HttpHeader header : call.cookies().begin(token, sessions.settings().absolute())) {
      success = success.with(header);
    }
    return success;
  }
}
