package dev.parley.door.aip;

import java.time.Instant;

/** What is known about a session beside its names. */
record SessionMetadata(
    String title,
    Instant createdTime,
    Instant updatedTime,
    int messageCount,
    Instant estimatedExpiresTime) {
  static SessionMetadata of(dev.parley.session.Session session) {
    var times = session.times();
    return new SessionMetadata(
        session.title(), times.created(), times.updated(), session.messageCount(), times.expires());
  }
}
