package com.quotahit.http.edge;

/** No body, in either direction. */
public enum Nothing {
  NOTHING
}
