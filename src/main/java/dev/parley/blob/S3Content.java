package dev.parley.blob;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object as it comes: whole, or an {@code IOException} where it is cut off. */
final class S3Content extends FilterInputStream {
  private final ResponseInputStream<GetObjectResponse> response;
  private final long bytes;
  private long read;

  S3Content(ResponseInputStream<GetObjectResponse> response) {
    super(response);
    this.response = response;
    this.bytes = response.response().contentLength();
  }

  long bytes() {
    return bytes;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(into, offset, length);
    } catch (SdkException failed) {
      throw S3Faults.told(failed);
    }
    if (count > 0) {
      read += count;
    } else if (count < 0 && read < bytes) {
      throw new IOException("the store cut an object off after " + read + " of " + bytes);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    var passed = new byte[(int) Math.min(1 << 16, Math.max(0, count))];
    return Math.max(0, read(passed, 0, passed.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Does not wait for bytes nobody wants. */
  @Override
  public void close() throws IOException {
    if (read < bytes) {
      response.abort();
    } else {
      super.close();
    }
  }
}
