package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class InstalledPostgresTest {
  @Test
  void isAnotherServerToTestStorageOn() throws Exception {
    var programs = InstalledPostgres.programs();
    if (programs.isEmpty()) {
      Assumptions.abort(
          "skipped, none is installed: storage was tested on the embedded PostgreSQL alone");
    }
    var address = InstalledPostgres.start(programs.get());
    try (var connection =
        DriverManager.getConnection(
            address.jdbcUrl(), Objects.requireNonNull(address.user()), address.password())) {
      assertThat(connection.getMetaData().getDatabaseMajorVersion()).isGreaterThanOrEqualTo(15);
    }
  }
}
