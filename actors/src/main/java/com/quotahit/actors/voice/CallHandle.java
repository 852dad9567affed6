package com.quotahit.actors.voice;

import com.quotahit.core.voice.EndReason;

/**
 * A live call on this node, to be reached from outside: coach, REST, another tab, shutdown. All of
 * it is harmless when the call is already over.
 *
 * @param signIn under which the call was joined
 */
public record CallHandle(String session, String signIn, long epoch, CallInbox inbox) {

  public void pushHint(String text) {
    inbox.tell(new Inbound.Hint(text));
  }

  void kept(String turn) {
    inbox.tell(new Inbound.Kept(turn));
  }

  public void end(EndReason reason) {
    inbox.tell(new Inbound.End(reason));
  }

  public void takenOver() {
    inbox.tell(new Inbound.TakenOver());
  }

  public void move() {
    inbox.tell(new Inbound.Move());
  }
}
