package dev.parley.door.allyson;

import dev.parley.file.StoredFile;

/**
 * A file of a session; where it is stored is nobody's business (contract §3.3).
 *
 * @param timestamp when it was first written
 * @param size in bytes
 */
record SessionFile(String filename, String signedUrl, String timestamp, String id, long size) {
  static SessionFile of(StoredFile file, String signedUrl) {
    return new SessionFile(
        file.name().value(),
        signedUrl,
        Timestamp.of(file.created()),
        file.id().toString(),
        file.bytes());
  }
}
