package dev.parley.identity;

import dev.parley.id.UserId;
import java.time.Instant;

/** An account that is closed and not gone yet. */
public record ClosedAccount(UserId user, Instant since) {}
