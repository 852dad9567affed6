package com.quotahit.core.practice;

/** Words that were really said: {@code quote} stands verbatim in the turn. */
public record Evidence(String turnId, String quote) {}
