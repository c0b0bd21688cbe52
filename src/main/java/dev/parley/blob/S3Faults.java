package dev.parley.blob;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** What a store says when it does not do what it was asked, in our words. */
final class S3Faults {
  private S3Faults() {}

  static IOException told(SdkException failed) {
    return new IOException(text(failed), failed);
  }

  /** Whether nothing lies where it was looked for. */
  static boolean isMissing(AwsServiceException answer) {
    return answer.statusCode() == 404 && !isWithoutBucket(answer);
  }

  private static boolean isWithoutBucket(AwsServiceException answer) {
    return answer instanceof NoSuchBucketException || "NoSuchBucket".equals(code(answer));
  }

  private static String code(AwsServiceException answer) {
    var details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String text(SdkException failed) {
    if (failed instanceof AwsServiceException answer) {
      return ("status " + answer.statusCode() + " " + code(answer)).strip();
    }
    return deepest(failed)
        .map(cause -> cause.getClass().getSimpleName() + ": " + cause.getMessage())
        .orElse(String.valueOf(failed.getMessage()));
  }

  private static Optional<Throwable> deepest(Throwable failed) {
    var cause = failed.getCause();
    return cause == null ? Optional.empty() : deepest(cause).or(() -> Optional.of(cause));
  }

  /** A start that fails because of the store: one sentence, and what to do. */
  static BlobFailure refusal(S3Connection store, SdkException failed) {
    return new BlobFailure(remedy(store, failed), failed);
  }

  private static String remedy(S3Connection store, SdkException failed) {
    var at = store.address();
    if (!(failed instanceof AwsServiceException answer)) {
      return text(failed).contains("credentials")
          ? "There are no credentials for the store of PARLEY_BLOB_URL; set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY."
          : "No store answers at "
              + store.endpoint()
              + " ("
              + text(failed)
              + "). Start it, or check the endpoint in PARLEY_BLOB_URL.";
    }
    if (isWithoutBucket(answer)) {
      return "There is no bucket %s at %s. Make it, or name another in PARLEY_BLOB_URL."
          .formatted(at.bucket(), store.endpoint());
    }
    return switch (answer.statusCode()) {
      case 401, 403 ->
          "The store at %s refuses us (%s). Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the"
                  .formatted(store.endpoint(), text(failed))
              + " region in PARLEY_BLOB_URL, and that they may s3:ListBucket %s, and s3:GetObject,"
                  .formatted(at.bucket())
              + " s3:PutObject and s3:DeleteObject in it.";
      case 301, 307, 400 ->
          "The store at %s does not take what we send (%s). Is the bucket %s in the region %s?"
                  .formatted(store.endpoint(), text(failed), at.bucket(), at.region())
              + " Check PARLEY_BLOB_URL.";
      default ->
          "The store at %s fails (%s). Mend it, or name another in PARLEY_BLOB_URL."
              .formatted(store.endpoint(), text(failed));
    };
  }
}
