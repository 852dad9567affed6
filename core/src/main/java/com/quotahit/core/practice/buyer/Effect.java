package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Topic;

/** What saying a line changes; it counts only when the line was heard. */
sealed interface Effect {

  record Nothing() implements Effect {}

  record Raised(String objection) implements Effect {}

  record Pressed(String objection) implements Effect {}

  record Conceded(String objection) implements Effect {}

  record Parked(String objection) implements Effect {}

  record Answered(Topic topic) implements Effect {}

  record Revealed(String fact) implements Effect {}

  /** The buyer asked something and waits for the answer. */
  record Asked() implements Effect {}

  record AskedForDay() implements Effect {}

  record Agreed(String when) implements Effect {}

  record Demanded(int step) implements Effect {}

  record Settled() implements Effect {}

  record GateAsked() implements Effect {}

  record PutThrough() implements Effect {}

  record AskedWho() implements Effect {}

  record Warned() implements Effect {}

  record Referred(Claim claim) implements Effect {}

  record Ended() implements Effect {}
}
