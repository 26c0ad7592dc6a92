package org.fleetreboot.journal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
  @Test
  void aKilledServerKeepsWhatWasCommitted() throws SQLException {
    try (PostgresServer server = PostgresServer.start()) {
      String url = server.newDatabase();
      execute(url, "CREATE TABLE kept AS SELECT 7 AS n");

      server.kill();
      server.restart();

      assertThat(number(url, "SELECT n FROM kept")).isEqualTo("7");
      assertThat(number(url, "SHOW fsync")).isEqualTo("on");
      assertThat(number(url, "SHOW synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void eachTestHasADatabaseOfItsOwn() throws SQLException {
    String one = PostgresServer.shared().newDatabase();
    execute(one, "CREATE TABLE mine AS SELECT 1 AS n");

    String other = PostgresServer.shared().newDatabase();

    assertThat(number(other, "SELECT count(*) FROM pg_tables WHERE tablename = 'mine'"))
        .isEqualTo("0");
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String number(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
