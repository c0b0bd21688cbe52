package dev.parley.app;

import dev.parley.blob.S3Address;
import dev.parley.blob.S3Keys;
import org.jspecify.annotations.Nullable;

/** Reads where bytes are kept, and under the usual names of the AWS SDK by whom. */
final class ReadBlobSettings {
  private static final String URL = "PARLEY_BLOB_URL";
  private static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";
  private static final String SECRET_KEY = "AWS_SECRET_ACCESS_KEY";

  private final SettingSource source;

  private ReadBlobSettings(SettingSource source) {
    this.source = source;
  }

  static Settings.Blobs from(SettingSource source) {
    return new ReadBlobSettings(source).read();
  }

  private Settings.Blobs read() {
    String url = source.text(URL);
    if (url == null) {
      return new Settings.Blobs(null, null);
    }
    try {
      return new Settings.Blobs(address(source, url), keys());
    } catch (IllegalArgumentException unfit) {
      source.fault(URL, String.valueOf(unfit.getMessage()));
      return new Settings.Blobs(null, null);
    }
  }

  /** {@code IllegalArgumentException} in words for whoever wrote it. */
  static S3Address address(SettingSource source, String url) {
    return S3Address.parse(
        url.strip(), source.text("AWS_REGION", source.text("AWS_DEFAULT_REGION", "")));
  }

  private @Nullable S3Keys keys() {
    if ((source.text(ACCESS_KEY) == null) != (source.text(SECRET_KEY) == null)) {
      source.fault(
          source.text(ACCESS_KEY) == null ? ACCESS_KEY : SECRET_KEY,
          "must be set too, for the store of " + URL);
    }
    return keys(source);
  }

  static @Nullable S3Keys keys(SettingSource source) {
    String accessKey = source.text(ACCESS_KEY);
    String secretKey = source.text(SECRET_KEY);
    return accessKey == null || secretKey == null
        ? null
        : new S3Keys(accessKey, secretKey, source.text("AWS_SESSION_TOKEN"));
  }
}
