package com.quotahit.actors.models;

import com.quotahit.core.models.ChatClientPort.Source;
import com.quotahit.core.models.ModelUse;
import java.util.List;

/** A part of an answer as it comes. */
public sealed interface ModelPiece {

  record Text(String text) implements ModelPiece {}

  /**
   * The end of a whole answer.
   *
   * @param display the model's name for people
   * @param instead why another model was asked first and did not answer; empty text when none was
   * @param simulated true when the stand-in wrote it
   */
  record Done(ModelUse use, String display, String instead, boolean simulated, List<Source> sources)
      implements ModelPiece {
    public Done {
      sources = List.copyOf(sources);
    }
  }
}
