package org.fleetreboot.nodes;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of the nodes, in a schema of their own beside the journal. */
final class NodeTables {
  static final String SCHEMA = "nodes";

  private NodeTables() {}

  /** Creates or changes them, as the only one who does. */
  static void migrate(DataSource source) {
    Flyway.configure()
        .dataSource(source)
        .schemas(SCHEMA)
        .createSchemas(true)
        .locations("classpath:org/fleetreboot/nodes")
        .loggers("slf4j")
        .load()
        .migrate();
  }
}
