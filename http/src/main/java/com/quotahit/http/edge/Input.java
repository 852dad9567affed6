package com.quotahit.http.edge;

import com.quotahit.core.shared.Parsed;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.RequestEntity;

/** What an endpoint takes in, beyond path and query. */
public sealed interface Input<I> {

  /** Bodies larger than this are refused unless the endpoint says otherwise. */
  long BYTES_MAX = 256 * 1024;

  I cast(Object parsed);

  record None() implements Input<Nothing> {
    @Override
    public Nothing cast(Object parsed) {
      return Nothing.NOTHING;
    }
  }

  /** A JSON document of the shape of {@code wire}, turned into a domain value by {@code parse}. */
  record Json<W, I>(Class<W> wire, Function<? super W, Parsed<I>> parse, long bytesMax)
      implements Input<I> {
    @Override
    @SuppressWarnings("unchecked")
    public I cast(Object parsed) {
      return (I) parsed;
    }

    Parsed<I> parsed(Object wireValue) {
      return parse.apply(wire.cast(wireValue));
    }
  }

  /** The body as it comes, of one of the given media types; read it with {@link Uploads}. */
  record Body(List<Media> media, long bytesMax) implements Input<RequestEntity> {
    public Body {
      media = List.copyOf(media);
    }

    @Override
    public RequestEntity cast(Object parsed) {
      return (RequestEntity) parsed;
    }
  }

  /**
   * One accepted media type and how it is described.
   *
   * @param type such as {@code multipart/form-data}
   * @param wire JSON shape, for JSON; {@code Nothing.class} otherwise
   * @param files names of the form's file fields, for forms
   * @param texts names of the form's text fields, for forms
   */
  record Media(String type, Class<?> wire, List<String> files, List<String> texts) {
    public static Media form(List<String> files, List<String> texts) {
      return new Media("multipart/form-data", Nothing.class, files, texts);
    }

    public static Media json(Class<?> wire) {
      return new Media("application/json", wire, List.of(), List.of());
    }

    public static Media binary(String type) {
      return new Media(type, Nothing.class, List.of(), List.of());
    }
  }
}
