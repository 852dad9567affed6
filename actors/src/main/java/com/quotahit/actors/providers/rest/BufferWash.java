package com.quotahit.actors.providers.rest;

import okhttp3.Call;
import okhttp3.EventListener;
import okio.Buffer;

/**
 * Overwrites what the HTTP client keeps of a request: its spare buffers, which held the key and
 * would go on holding it, behind some shorter answer, for as long as a connection lives. Done when
 * the request is on its way and the answer is not there yet, on the thread that sent it, for each
 * thread has spare buffers of its own.
 */
final class BufferWash extends EventListener {

  /** As much as is ever spare for one thread. */
  private static final byte[] NOTHING = new byte[64 * 1024];

  @Override
  public void responseHeadersStart(Call call) {
    wash();
  }

  @Override
  public void callEnd(Call call) {
    wash();
  }

  private static void wash() {
    try (Buffer buffer = new Buffer()) {
      buffer.write(NOTHING);
    }
  }
}
