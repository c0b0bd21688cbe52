package dev.parley.file;

import dev.parley.id.FileId;
import dev.parley.id.UserId;
import dev.parley.session.SessionKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of files besides their bytes. Each call is one transaction; a blob that loses its
 * file in it becomes an orphan in the same one.
 */
public interface FileIndex {
  /**
   * Gives a file the blob that was written for it, which is no orphan any more, and counts it
   * towards its owner's quota; empty if the file is not as expected.
   *
   * @throws dev.parley.problem.ProblemException {@code QuotaExceeded}, {@code SessionMissing}
   */
  Optional<Kept> keep(Entry entry, Expected expected, long allowed);

  Optional<StoredFile> find(SessionKey session, FileName name);

  Optional<StoredFile> find(SessionKey session, FileId id);

  Optional<StoredFile> find(UserId owner, String blob);

  /** Oldest first within each session. */
  List<StoredFile> list(UserId owner, Set<SessionKey> sessions);

  /** Files of web sessions, newest first. */
  Files.Listed list(UserId owner, Files.Query query);

  /** The blob of the file, if it was there. */
  Optional<String> delete(SessionKey session, FileId id);

  Set<FileName> deleted(SessionKey session);

  /** Bytes of all files of a user. */
  long used(UserId owner);

  /** A file to be written down. */
  record Entry(SessionKey session, FileName name, Written written) {}

  /** Bytes that lie in the blob store. */
  record Written(String blob, long bytes, String mediaType, String sha256) {}

  /** A file as written down, and the blob it had before, if it had one. */
  record Kept(StoredFile file, Optional<String> replaced) {}

  /** How the file must be for a write to count. */
  sealed interface Expected {
    /** There or not. */
    record Whatever() implements Expected {}

    /** No file of that name. */
    record Nothing() implements Expected {}

    /** With the bytes that were read. */
    record Exactly(String blob) implements Expected {}
  }
}
