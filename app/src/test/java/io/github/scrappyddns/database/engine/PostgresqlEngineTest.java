package io.github.scrappyddns.database.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresqlEngineTest {
  @Test
  void tables_are_updated_at_the_primary_though_a_standby_is_named_first() {
    Engine engine = new PostgresqlEngine("jdbc:postgresql://standby,primary/scrappy?user=scrappy");
    PGSimpleDataSource source = (PGSimpleDataSource) engine.forMigrations();
    assertThat(source.getServerNames()).containsExactly("standby", "primary");
    assertThat(source.getTargetServerType()).isEqualTo("primary");
  }
}
