package dev.parley.door.aip;

import dev.parley.trace.Turn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exchange that was kept, if one was. */
record CancelSessionResponse(@Nullable SessionExchangeResult result) {
  static CancelSessionResponse of(Optional<Turn> kept) {
    return new CancelSessionResponse(kept.map(SessionExchangeResult::of).orElse(null));
  }
}
