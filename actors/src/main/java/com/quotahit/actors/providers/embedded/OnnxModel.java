package com.quotahit.actors.providers.embedded;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;

/** Opens models for the ONNX runtime with the options that suit short work on few cores. */
public final class OnnxModel {

  private static final String NAME = "quotahit";
  private static final OrtLoggingLevel LEVEL = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
  private static final OrtEnvironment ENVIRONMENT =
      kept(OrtEnvironment.getEnvironment(LEVEL, NAME));

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

  /**
   * Holds the environment for as long as the process lives. The binding frees it in a shutdown
   * hook, while calls that are being led to their end still compute, and a computation that then
   * writes a line of log takes the whole process down. The runtime counts who holds its
   * environment, so one hold more than that hook gives back is all it takes; the binding offers no
   * other way to it.
   */
  private static OrtEnvironment kept(OrtEnvironment environment) {
    try {
      Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      api.setAccessible(true);
      Method hold =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      hold.setAccessible(true);
      hold.invoke(null, api.getLong(null), LEVEL.getValue(), NAME);
      return environment;
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("another ONNX binding than this was written for", changed);
    }
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
