package com.quotahit.http.edge;

/** The methods that the interface uses. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE;

  /** A safe method changes nothing, so it needs no proof against forged requests. */
  boolean safe() {
    return this == GET;
  }
}
