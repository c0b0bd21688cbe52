package dev.parley.file;

import dev.parley.session.SessionKey;
import java.time.Instant;
import java.util.Optional;

/** The pictures of a session, one a round; kept as long as the session, outside any quota. */
public interface Screenshots {
  /** Keeps a picture; the newest of a round stands for it. */
  void keep(SessionKey session, int round, byte[] bytes, String mediaType);

  /** The newest one. */
  Optional<Screenshot> newest(SessionKey session);

  /** The newest one itself; empty if it has just gone with its session. */
  Optional<Image> newestImage(SessionKey session);

  /** An encoded picture; bytes are not to be changed. */
  @SuppressWarnings("ArrayRecordComponent")
  record Image(byte[] bytes, String mediaType) {}

  /** A picture that was taken, by a fresh URL that can be read for seven days. */
  record Screenshot(int round, String url, Instant taken) {}
}
