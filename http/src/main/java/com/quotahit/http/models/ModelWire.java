package com.quotahit.http.models;

import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelPrice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A model that can be chosen.
 *
 * @param price null where nobody knows it
 * @param available whether a call could be made with it now
 * @param keySource whose key that would use
 * @param simulated whether the stand-in would answer
 */
public record ModelWire(
    String id,
    String provider,
    String display,
    List<String> capabilities,
    Optional<Integer> contextTokens,
    Optional<PriceWire> price,
    String status,
    Optional<LocalDate> retiresAt,
    Optional<String> replacement,
    boolean available,
    Optional<String> keySource,
    boolean simulated,
    String source) {

  /**
   * For a million tokens.
   *
   * @param audio where the model hears and speaks and its price for that is known
   */
  public record PriceWire(
      BigDecimal inPerM,
      BigDecimal outPerM,
      Optional<BigDecimal> cachedPerM,
      Optional<AudioPriceWire> audio,
      String currency) {

    static PriceWire of(ModelPrice price) {
      return new PriceWire(
          price.in().dollars(),
          price.out().dollars(),
          price.cachedIn().map(MicroUsd::dollars),
          price
              .audio()
              .map(sound ->
                  new AudioPriceWire(
                      sound.in().dollars(),
                      sound.out().dollars(),
                      sound.cachedIn().map(MicroUsd::dollars))),
          "USD");
    }
  }

  /** In US dollars for a million tokens of sound. */
  public record AudioPriceWire(
      BigDecimal inPerM, BigDecimal outPerM, Optional<BigDecimal> cachedPerM) {}

  static ModelWire of(CatalogModel model, LocalDate today, Optional<KeySource> key) {
    CatalogModel.State state = model.stateOn(today);
    return new ModelWire(
        model.id(),
        model.provider().code(),
        model.display(),
        model.capabilities().stream().map(CatalogModel.Capability::code).sorted().toList(),
        model.contextTokens(),
        model.price().map(PriceWire::of),
        state.code(),
        model.retiresAt(),
        model.replacement(),
        key.isPresent() && state != CatalogModel.State.UNAVAILABLE,
        key.map(KeySource::code),
        key.filter(KeySource.SANDBOX::equals).isPresent(),
        model.source());
  }
}
