package com.quotahit.http.notifications;

/** Where a letter is on its way to. */
public record TestLetterWire(String to) {}
