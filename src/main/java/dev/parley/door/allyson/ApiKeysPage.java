package dev.parley.door.allyson;

import java.util.List;

/** A page of keys (contract §5.2). */
record ApiKeysPage(
    boolean success, int currentPage, long totalPages, long totalApiKeys, List<ApiKey> data) {}
