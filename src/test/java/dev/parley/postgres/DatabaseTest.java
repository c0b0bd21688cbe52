package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseTest {
  @Test
  void migratesAFreshDatabaseAndOpensItAgain() {
    var address = TestDatabase.fresh();
    Database.open(address, 2).close();
    try (var database = Database.open(address, 2)) {
      int tables =
          database
              .jdbi()
              .withHandle(handle ->
                  handle
                      .createQuery("select count(*) from pg_tables where tablename = 'turn'")
                      .mapTo(int.class)
                      .one());
      assertThat(tables).isEqualTo(1);
    }
  }

  @Test
  void readsBothFormsOfAddressAndHidesThePassword() {
    var address =
        DatabaseAddress.parse("postgresql://ann:p%40ss+w@db.example:6000/parley?ssl=true");
    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6000/parley?ssl=true");
    assertThat(address.user()).isEqualTo("ann");
    assertThat(address.password()).isEqualTo("p@ss+w");
    assertThat(address.toString()).doesNotContain("p@ss");
    assertThatThrownBy(() -> DatabaseAddress.parse("mysql://x/y"))
        .hasMessageContaining("postgresql://");
  }
}
