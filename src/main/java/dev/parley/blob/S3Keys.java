package dev.parley.blob;

import org.jspecify.annotations.Nullable;

/**
 * Who we are to a store that speaks the S3 protocol; prints as nothing.
 *
 * @param sessionToken of credentials that are lent for a while
 */
public record S3Keys(String accessKey, String secretKey, @Nullable String sessionToken) {
  @Override
  public String toString() {
    return "S3Keys";
  }
}
