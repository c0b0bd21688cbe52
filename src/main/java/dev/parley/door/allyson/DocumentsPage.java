package dev.parley.door.allyson;

import java.util.List;

/** A page of files (contract §5.3). */
record DocumentsPage(List<Document> files, int currentPage, long totalPages, long totalFiles) {}
