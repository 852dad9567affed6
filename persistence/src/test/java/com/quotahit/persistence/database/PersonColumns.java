package com.quotahit.persistence.database;

import java.util.regex.Pattern;

/** How columns that name a person are called. */
public final class PersonColumns {

  private static final Pattern NAMES =
      Pattern.compile(
          "user_id|owner|owner_id|learner_id|assignee_id|author_id|manager_id|seller_id"
              + "|(.*_)?user|.*_by|.*_by_id|admin_id|actor|on_behalf_of");

  private PersonColumns() {}

  public static boolean names(String column) {
    return NAMES.matcher(column).matches();
  }
}
