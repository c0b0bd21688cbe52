package dev.parley.login;

import dev.parley.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sealed logins by owner and origin; each call is one transaction. */
public interface LoginIndex {
  /**
   * Writes a login where there is none.
   *
   * @param most how many cookies an owner may have in all
   */
  Written add(Entry entry, int most);

  /** Writes a login, in the place of the one there is. */
  Written put(Entry entry, int most);

  Optional<Row> find(UserId owner, Origin origin);

  /** All of an owner, the one that was written last at the end. */
  List<Row> list(UserId owner);

  /** Whether it was there. */
  boolean delete(UserId owner, Origin origin);

  /** How many there were. */
  int deleteAll(UserId owner);

  /** A login to be written. */
  @SuppressWarnings("ArrayRecordComponent")
  record Entry(UserId owner, Origin origin, byte[] sealed, int cookies) {}

  /** A login as it was written. */
  @SuppressWarnings("ArrayRecordComponent")
  record Row(Origin origin, byte[] sealed, Instant created, Instant updated) {}

  /** What came of writing. */
  sealed interface Written {
    /** It is written. */
    record Done(Instant created, Instant updated) implements Written {}

    /** There is one already. */
    record Taken() implements Written {}

    /** The owner would have too many cookies. */
    record Full() implements Written {}
  }
}
