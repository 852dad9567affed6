package com.quotahit.persistence.database;

/** Where a database is and as whom to enter it. */
record DatabaseLogin(String url, String user, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + url.replaceAll("\\?.*", "");
  }
}
