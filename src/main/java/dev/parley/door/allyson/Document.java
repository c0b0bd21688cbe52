package dev.parley.door.allyson;

import dev.parley.file.Files.Found;

/** A file as the documents screen shows it (contract §5.3). */
record Document(
    String id, String filename, String signedUrl, String timestamp, long size, String sessionId) {
  static Document of(Found found, String signedUrl) {
    var file = found.file();
    return new Document(
        file.id().toString(),
        file.name().value(),
        signedUrl,
        Timestamp.of(file.created()),
        file.bytes(),
        found.webSession().value());
  }
}
