package org.fleetreboot.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.status.Status;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** logback.xml names classes as text, which no compiler sees. */
class LogConfigurationTest {

  @Test
  void everyClassInTheConfigurationExists() throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Objects.requireNonNull(Log.class.getResource("/logback.xml")));

    assertThat(context.getStatusManager().getCopyOfStatusList())
        .filteredOn(status -> status.getLevel() > Status.INFO)
        .isEmpty();
    context.stop();
  }

  @Test
  void leftoversThatAnotherProgramClearsAwayAreNoError() throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogConfigurationTest.class.getResource("/logback.xml"));

    assertThat(context.getLogger("org.sqlite.SQLiteJDBCLoader").isErrorEnabled()).isFalse();
    context.stop();
  }
}
