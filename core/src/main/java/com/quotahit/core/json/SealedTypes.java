package com.quotahit.core.json;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.module.SimpleModule;

/**
 * Teaches Jackson our sealed families: a member carries its simple name as {@code type}, found by
 * reading {@code permits}; a record of one component called {@code value} is written as that value.
 */
public final class SealedTypes extends SimpleModule {

  private static final long serialVersionUID = 1L;

  public SealedTypes() {
    super("sealed-types", Version.unknownVersion());
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.insertAnnotationIntrospector(new SealedIntrospector());
  }
}
