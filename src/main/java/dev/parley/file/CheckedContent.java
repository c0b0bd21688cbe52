package dev.parley.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Bytes that end in an error instead of an end if they are not those that are wanted. */
public final class CheckedContent extends FilterInputStream {
  private final MessageDigest digest = Fingerprint.sha256Digest();
  private final String wanted;
  private boolean ended;

  /** They are other bytes. */
  public static final class Other extends IOException {
    private static final long serialVersionUID = 1L;

    public Other() {}
  }

  /**
   * @param wanted their SHA-256, in lower-case hex
   */
  public CheckedContent(InputStream content, String wanted) {
    super(content);
    this.wanted = wanted;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      digest.update(into, offset, read);
    } else if (read < 0 && !ended) {
      ended = true;
      if (!HexFormat.of().formatHex(digest.digest()).equals(wanted)) {
        throw new Other();
      }
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    throw new IOException("nothing may be skipped of what is checked");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
