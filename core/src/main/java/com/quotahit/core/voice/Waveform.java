package com.quotahit.core.voice;

/**
 * Loudness of both sides over time, for drawing.
 *
 * @param caller peaks in 0..100, one for each {@code msPerPeak}
 */
public record Waveform(int msPerPeak, byte[] caller, byte[] persona) {}
