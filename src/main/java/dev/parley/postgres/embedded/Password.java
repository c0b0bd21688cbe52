package dev.parley.postgres.embedded;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;

/** The password of the embedded database: 192 random bits, kept in a file only its owner reads. */
record Password(String text) {
  static Password make(Folder folder, RunAs runAs) throws IOException {
    var bits = new byte[24];
    new SecureRandom().nextBytes(bits);
    // base64url needs no quoting, neither in SQL nor in a URL
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    Folder.write(folder.password(), text);
    runAs.own(folder.password());
    return new Password(text);
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
