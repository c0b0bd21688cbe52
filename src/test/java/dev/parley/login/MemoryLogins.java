package dev.parley.login;

import dev.parley.id.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Sealed logins in memory. */
@NullMarked
public final class MemoryLogins implements LoginIndex {
  private final Map<Place, Row> rows = new LinkedHashMap<>();
  private final Map<Place, Integer> counts = new LinkedHashMap<>();
  private final InstantSource clock;
  private final Supplier<? extends @Nullable RuntimeException> failure;

  private record Place(UserId owner, Origin origin) {}

  /**
   * @param failure what every call ends with, if anything
   */
  public MemoryLogins(InstantSource clock, Supplier<? extends @Nullable RuntimeException> failure) {
    this.clock = clock;
    this.failure = failure;
  }

  private void called() {
    var thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  @Override
  public synchronized Written add(Entry entry, int most) {
    called();
    return rows.containsKey(new Place(entry.owner(), entry.origin()))
        ? new Written.Taken()
        : put(entry, most);
  }

  @Override
  public synchronized Written put(Entry entry, int most) {
    called();
    var place = new Place(entry.owner(), entry.origin());
    int others =
        counts.entrySet().stream()
            .filter(each -> each.getKey().owner().equals(entry.owner()))
            .filter(each -> !each.getKey().equals(place))
            .mapToInt(Map.Entry::getValue)
            .sum();
    if (others + entry.cookies() > most) {
      return new Written.Full();
    }
    var before = rows.remove(place);
    var now = clock.instant();
    Instant created = before == null ? now : before.created();
    rows.put(place, new Row(entry.origin(), entry.sealed(), created, now));
    counts.put(place, entry.cookies());
    return new Written.Done(created, now);
  }

  @Override
  public synchronized Optional<Row> find(UserId owner, Origin origin) {
    called();
    return Optional.ofNullable(rows.get(new Place(owner, origin)));
  }

  @Override
  public synchronized List<Row> list(UserId owner) {
    called();
    var mine = new ArrayList<Row>();
    rows.forEach((place, row) -> {
      if (place.owner().equals(owner)) {
        mine.add(row);
      }
    });
    return mine;
  }

  @Override
  public synchronized boolean delete(UserId owner, Origin origin) {
    called();
    counts.remove(new Place(owner, origin));
    return rows.remove(new Place(owner, origin)) != null;
  }

  @Override
  public synchronized int deleteAll(UserId owner) {
    called();
    int before = rows.size();
    rows.keySet().removeIf(place -> place.owner().equals(owner));
    counts.keySet().removeIf(place -> place.owner().equals(owner));
    return before - rows.size();
  }
}
