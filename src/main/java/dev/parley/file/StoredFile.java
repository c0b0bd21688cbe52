package dev.parley.file;

import dev.parley.id.FileId;
import dev.parley.session.SessionKey;
import java.time.Instant;

/**
 * A file a session owns.
 *
 * @param sha256 of its bytes, in lower-case hex
 * @param created when it was first written; later writes do not change it
 * @param blob the key of its bytes, another one after each write
 */
public record StoredFile(
    FileId id,
    SessionKey session,
    FileName name,
    long bytes,
    String mediaType,
    String sha256,
    Instant created,
    String blob) {}
