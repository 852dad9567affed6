package com.quotahit.core.practice.buyer;

import java.util.List;
import java.util.Optional;

/** One kind of answer; empty when it is not the time for it. */
@FunctionalInterface
interface DialogueAct {
  Optional<List<Line>> answer(Call call);
}
