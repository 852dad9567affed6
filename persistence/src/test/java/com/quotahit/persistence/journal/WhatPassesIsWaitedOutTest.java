package com.quotahit.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WhatPassesIsWaitedOutTest {

  @Test
  void work_that_found_no_place_to_run_is_no_reason_to_park_a_fact() {
    assertThat(
            Transience.passing(
                new CompletionException(new RejectedExecutionException("all are busy"))))
        .isTrue();
    assertThat(Transience.passing(new TimeoutException())).isTrue();
    assertThat(Transience.passing(new IllegalArgumentException("never fits"))).isFalse();
  }
}
