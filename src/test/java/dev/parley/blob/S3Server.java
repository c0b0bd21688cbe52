package dev.parley.blob;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobProviderMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jspecify.annotations.NullMarked;

/** A store that speaks the S3 protocol, one for all tests of this JVM, which ends with it. */
@NullMarked
public final class S3Server {
  public static final S3Keys KEYS = new S3Keys("test-access-key", "test-secret-key", null);

  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static final BlobStore STORE =
      ContextBuilder.newBuilder(new TransientNio2BlobProviderMetadata())
          .credentials(KEYS.accessKey(), KEYS.secretKey())
          .build(BlobStoreContext.class)
          .getBlobStore();
  private static final S3Proxy PROXY = start(S3Proxy.builder());

  private S3Server() {}

  private static S3Proxy start(S3Proxy.Builder builder) {
    var proxy =
        builder
            .blobStore(STORE)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEYS.accessKey(), KEYS.secretKey())
            .build();
    try {
      proxy.start();
      return proxy;
    } catch (Exception failed) {
      throw new IllegalStateException("s3proxy does not start", failed);
    }
  }

  public static int port() {
    return PROXY.getPort();
  }

  /** The answer to a GET of that URL, from a store whose buckets are hosts of that name. */
  static String getFromHost(String name, URI url) throws Exception {
    var hosts = start(S3Proxy.builder().virtualHost(name));
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), hosts.getPort())) {
      var request =
          "GET %s?%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(url.getRawPath(), url.getRawQuery(), url.getRawAuthority());
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } finally {
      hosts.stop();
    }
  }

  /** The name of a bucket that nobody has used. */
  public static String bucket() {
    var bucket = "bucket-" + BUCKETS.incrementAndGet();
    STORE.createContainerInLocation(null, bucket);
    return bucket;
  }

  /** A bucket that nobody has used, with a prefix. */
  public static S3Address address() {
    return address(bucket(), port());
  }

  static S3Address address(String bucket, int port) {
    return S3Address.parse(url(bucket, port), null);
  }

  /** What {@code PARLEY_BLOB_URL} says to use it. */
  public static String url(String bucket, int port) {
    return "s3://" + bucket + "/some/prefix?endpoint=http://127.0.0.1:" + port;
  }
}
