package com.quotahit.core.voice;

/** Who of a conversation speaks: us, the other side, or nobody could tell. */
public enum Side {
  OURS,
  THEIRS,
  UNKNOWN
}
