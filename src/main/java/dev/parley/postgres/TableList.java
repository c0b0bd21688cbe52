package dev.parley.postgres;

import dev.parley.archive.Snapshot.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The tables that make up what a server has, whatever version it is of. */
final class TableList {
  /** Of this moment and this place: who runs, what lies in the store without a row, versions. */
  private static final Set<String> PASSING = Set.of("node", "orphan", Schema.HISTORY);

  private TableList() {}

  /** Each behind those it refers to. */
  static List<Table> of(Handle handle) {
    var columns = columns(handle);
    var references = references(handle);
    var sorted = new ArrayList<Table>();
    var done = new HashSet<String>();
    while (sorted.size() < columns.size()) {
      var next =
          columns.keySet().stream()
              .filter(name -> !done.contains(name))
              .filter(name -> done.containsAll(references.getOrDefault(name, Set.of())))
              .toList();
      if (next.isEmpty()) {
        throw new IllegalStateException("tables refer to one another in a circle");
      }
      next.forEach(name -> sorted.add(new Table(name, columns.getOrDefault(name, List.of()))));
      done.addAll(next);
    }
    return List.copyOf(sorted);
  }

  private static Map<String, List<String>> columns(Handle handle) {
    return handle
        .createQuery(
            """
            select t.relname as name, c.attname as column
            from pg_class t join pg_attribute c on c.attrelid = t.oid
            where t.relnamespace = cast(current_schema() as regnamespace) and t.relkind = 'r'
              and c.attnum > 0 and not c.attisdropped and c.attgenerated = ''
            order by t.relname, c.attnum
            """)
        .map((row, _) -> Map.entry(row.getString("name"), row.getString("column")))
        .filter(each -> !PASSING.contains(each.getKey()))
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey,
                TreeMap::new,
                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Map<String, Set<String>> references(Handle handle) {
    return handle
        .createQuery(
            """
            select t.relname as name, r.relname as other
            from pg_constraint k
            join pg_class t on t.oid = k.conrelid
            join pg_class r on r.oid = k.confrelid
            where k.contype = 'f' and k.conrelid <> k.confrelid
              and t.relnamespace = cast(current_schema() as regnamespace)
            """)
        .map((row, _) -> Map.entry(row.getString("name"), row.getString("other")))
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }

  /** A name as SQL has it. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String quoted(List<String> names) {
    return names.stream().map(TableList::quoted).collect(Collectors.joining(", "));
  }
}
