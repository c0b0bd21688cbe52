package dev.parley.identity;

import dev.parley.id.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes accounts: nothing of the user's is accepted any more, and all they had goes.
 *
 * <pre>
 * close:  account closed, keys and tokens revoked, name free → belongings removed
 * sweep:  belongings of closed accounts removed again → the account's own rows, a little later
 * </pre>
 *
 * <p>The first arrow may be cut off anywhere: the sweep goes on. It also takes what another node
 * let in during the moment in which it still remembered a key.
 */
public final class CloseAccount {
  private static final Logger LOG = LoggerFactory.getLogger(CloseAccount.class);

  /** Longer than any node remembers who somebody is. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final Users users;
  private final BearerMemory memory;
  private final List<Belongings> belongings;
  private final InstantSource clock;

  public CloseAccount(
      Users users, BearerMemory memory, List<Belongings> belongings, InstantSource clock) {
    this.users = users;
    this.memory = memory;
    this.belongings = List.copyOf(belongings);
    this.clock = clock;
  }

  /**
   * Whether there was such a person. The last administrator may go too: the next start makes one,
   * and until then whoever runs the server can.
   */
  public boolean close(UserId person) {
    if (!users.close(person, clock.instant())) {
      return false;
    }
    memory.forgetAll();
    // It is closed whatever comes of this, and its user can ask for nothing again.
    var left = Left.SOMETHING;
    while (left == Left.SOMETHING) {
      left = removeSome(person);
    }
    return true;
  }

  private enum Left {
    NOTHING,
    SOMETHING,
    /** What could not be removed now. */
    STUCK
  }

  private Left removeSome(UserId person) {
    try {
      boolean nothing = true;
      for (var each : belongings) {
        nothing &= each.removeSome(person);
      }
      return nothing ? Left.NOTHING : Left.SOMETHING;
    } catch (RuntimeException failed) {
      LOG.warn("what {} had is left to the next sweep", person, failed);
      return Left.STUCK;
    }
  }

  /** How many accounts are gone for good now; at most {@code limit} are looked at. */
  public int sweep(int limit) {
    var before = clock.instant().minus(REMEMBERED);
    int gone = 0;
    for (var account : users.closed(limit)) {
      if (removeSome(account.user()) == Left.NOTHING && account.since().isBefore(before)) {
        users.remove(account.user());
        gone++;
      }
    }
    return gone;
  }
}
