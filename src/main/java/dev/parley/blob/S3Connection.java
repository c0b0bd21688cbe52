package dev.parley.blob;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** How a store is spoken to: its client, who we are there, and what its URLs begin with. */
record S3Connection(S3Address address, S3Client client, AwsCredentialsProvider credentials)
    implements AutoCloseable {
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(20);

  /** Shorter than a blob may be an orphan that is being written. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private static final int ATTEMPTS = 3;
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LATER = Duration.ofSeconds(1);

  /**
   * @param keys absent: those that the SDK finds, in profiles or of the machine
   */
  static S3Connection to(S3Address address, @Nullable S3Keys keys) {
    var credentials = credentials(keys);
    var builder =
        S3Client.builder()
            .region(Region.of(address.region()))
            .forcePathStyle(address.pathStyle())
            // not every store answers it, and then each write would wait for nothing
            .serviceConfiguration(service -> service.expectContinueEnabled(false))
            .credentialsProvider(credentials)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(TO_CONNECT)
                    .socketTimeout(SILENCE))
            // ours go as a header that any store may ignore, not as a trailer it must understand
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .overrideConfiguration(
                settings -> settings.retryStrategy(retries()).apiCallTimeout(LONGEST));
    if (address.endpoint() != null) {
      builder.endpointOverride(address.endpoint());
    }
    return new S3Connection(address, builder.build(), credentials);
  }

  private static AwsCredentialsProvider credentials(@Nullable S3Keys keys) {
    if (keys == null) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        keys.sessionToken() == null
            ? AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())
            : AwsSessionCredentials.create(
                keys.accessKey(), keys.secretKey(), keys.sessionToken()));
  }

  private static RetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(BackoffStrategy.exponentialDelay(SOON, LATER))
        .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(SOON, LATER))
        .build();
  }

  /** Where the store is reached by others. */
  URI shownEndpoint() {
    return address.publicEndpoint() == null ? endpoint() : address.publicEndpoint();
  }

  URI endpoint() {
    return address.endpoint() == null
        ? URI.create(
            "https://" + S3Client.serviceMetadata().endpointFor(Region.of(address.region())))
        : address.endpoint();
  }

  @Override
  public void close() {
    client.close();
  }
}
