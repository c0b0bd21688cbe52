package dev.parley.door.allyson;

import java.util.List;

/** A page of sessions (contract §2.2, §2.4). */
record SessionsPage(
    List<SessionListItem> sessions, int currentPage, long totalPages, long totalSessions) {}
