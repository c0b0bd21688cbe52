package dev.parley.file;

import dev.parley.id.FileId;
import dev.parley.session.SessionKey;
import java.time.Instant;

/**
 * A file a session owns.
 *
 * @param created when it was first written; later writes do not change it
 */
public record StoredFile(
    FileId id,
    SessionKey session,
    FileName name,
    long bytes,
    String mediaType,
    String sha256,
    Instant created) {}
