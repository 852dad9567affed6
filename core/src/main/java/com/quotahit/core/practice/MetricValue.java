package com.quotahit.core.practice;

import java.util.Optional;

/** One conversation metric of a session; absent where the conversation gives no basis for it. */
public record MetricValue(String key, Optional<Double> value) {}
