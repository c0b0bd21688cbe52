package dev.parley.postgres;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;

/** How many rows each table has. */
@NullMarked
public final class TableRows {
  private TableRows() {}

  public static Map<String, Long> count(Database database) {
    return database
        .jdbi()
        .withHandle(handle -> {
          var counts = new TreeMap<String, Long>();
          var tables =
              handle
                  .createQuery("select tablename from pg_tables where schemaname = 'public'")
                  .mapTo(String.class)
                  .list();
          for (var table : tables) {
            counts.put(
                table,
                handle
                    .createQuery("select count(*) from \"" + table + "\"")
                    .mapTo(Long.class)
                    .one());
          }
          return counts;
        });
  }
}
