package dev.parley.file;

import dev.parley.id.FileId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.session.SessionKey;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of sessions. Whatever fails for the caller's sake is a {@code ProblemException} with a
 * {@code FileProblem}, or {@code SessionMissing}; {@code Unavailable} if the store of bytes fails.
 * Then nothing was changed.
 */
public interface Files {
  /** Writes a file; one of that name in the session is replaced. */
  StoredFile write(SessionKey session, FileName name, Content content);

  /** Writes a file under its name, or under {@code name (2).ext} and so on if that is taken. */
  StoredFile add(SessionKey session, FileName name, Content content);

  /** Adds to the end of a text file, which is made if it is not there. */
  StoredFile append(SessionKey session, FileName name, String more);

  Optional<StoredFile> find(SessionKey session, FileName name);

  Optional<StoredFile> find(SessionKey session, FileId id);

  /** The user's file that a URL of {@link #url} opens; empty for every other URL. */
  Optional<StoredFile> find(UserId owner, String url);

  /** The files of a session, oldest first. */
  List<StoredFile> list(SessionKey session);

  /** The files of several sessions of a user, oldest first within each. */
  List<StoredFile> list(UserId owner, Set<SessionKey> sessions);

  /** A page of the files of all web sessions of a user, newest first. */
  Listed list(UserId owner, Query query);

  /** Its bytes as they are now; to be closed. {@code FileMissing} if it is gone. */
  InputStream open(StoredFile file);

  /** A fresh URL by which anybody can read it for seven days, until it is written again. */
  String url(StoredFile file);

  /** Deletes a file and its bytes; whether it was there. */
  boolean delete(SessionKey session, FileId id);

  /** Deletes the bytes of what sessions that are gone have left, without waiting for the chore. */
  void discardLeftBehind();

  /** Names of files that were deleted and not written again since. */
  Set<FileName> deleted(SessionKey session);

  /** What a user has stored and may store. */
  Quota quota(UserId owner);

  /** Bytes to be written, from a file on this machine or from memory. */
  sealed interface Content {
    /** Nullable: guessed from the name and the first bytes. */
    @Nullable String mediaType();

    /** Text, in UTF-8. */
    record Text(String text) implements Content {
      @Override
      public @Nullable String mediaType() {
        return null;
      }
    }

    /** A file of this machine, which is read and left. */
    record Local(java.nio.file.Path path, @Nullable String mediaType) implements Content {}

    /** Bytes at hand; not to be changed any more. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes, @Nullable String mediaType) implements Content {}
  }

  /** Bytes used and allowed. */
  record Quota(long used, long limit) {}

  /**
   * Which files to list.
   *
   * @param search part of the name or of the web session's id, in any case; empty for all
   * @param page from 1
   */
  record Query(String search, int page, int limit) {
    public Query {
      if (page < 1 || limit < 1) {
        throw new IllegalArgumentException("a page and its length are at least 1");
      }
    }
  }

  /** A file and the web session it is of. */
  record Found(StoredFile file, WebSessionId webSession) {}

  /** A page of files and how many there are on all pages. */
  record Listed(List<Found> files, long total) {
    public Listed {
      files = List.copyOf(files);
    }
  }
}
