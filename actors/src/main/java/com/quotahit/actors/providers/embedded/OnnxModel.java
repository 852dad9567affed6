package com.quotahit.actors.providers.embedded;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;

/** Opens models for the ONNX runtime with the options that suit short work on few cores. */
public final class OnnxModel {

  private static final OrtEnvironment ENVIRONMENT =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "quotahit");

  private OnnxModel() {}

  public static OrtEnvironment environment() {
    return ENVIRONMENT;
  }

  public static OrtSession open(Path file, int threads) throws OrtException {
    return ENVIRONMENT.createSession(file.toString(), options(threads));
  }

  public static OrtSession open(byte[] model, int threads) throws OrtException {
    return ENVIRONMENT.createSession(model, options(threads));
  }

  private static OrtSession.SessionOptions options(int threads) throws OrtException {
    var options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    // Threads that spin while they wait would take the core from the other models of the same call.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }
}
