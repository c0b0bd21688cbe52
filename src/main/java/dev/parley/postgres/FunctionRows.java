package dev.parley.postgres;

import dev.parley.function.FunctionSpec;
import dev.parley.function.Functions;
import dev.parley.json.Json;
import java.util.Optional;

/** Functions in rows. */
public final class FunctionRows implements Functions {
  private final Database database;

  public FunctionRows(Database database) {
    this.database = database;
  }

  @Override
  public Optional<FunctionSpec> find(String name, String version) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select spec from function where name = :name and version = :version")
                .bind("name", name)
                .bind("version", version)
                .map((row, _) -> Json.read(row.getString(1), FunctionSpec.class))
                .findOne());
  }

  @Override
  public boolean save(FunctionSpec function) {
    return database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate(
                        """
                        insert into function (name, version, rid, spec)
                        values (:name, :version, :rid, cast(:spec as json))
                        on conflict (name, version) do update
                        set rid = excluded.rid, spec = excluded.spec
                        where cast(function.spec as text) <> cast(excluded.spec as text)
                        """)
                    .bind("name", function.name())
                    .bind("version", function.version())
                    .bind("rid", function.rid().value())
                    .bind("spec", Json.print(function))
                    .execute())
        > 0;
  }
}
