package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.journal.JournalInUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournaledEngineTest {

  @Test
  void aContextHasTheEngineForAsLongAsItLivesAndTheNextOneGoesOn(@TempDir Path folder)
      throws Exception {
    Path journal = folder.resolve("data/journal.db");
    try (DefaultCamelContext first = configured(journal)) {
      first.start();
      first.createProducerTemplate().sendBody("reboot-run:chain?runId=r1", "pump-1");
    }
    try (DefaultCamelContext second = configured(journal)) {
      second.start();
      Engine engine = second.getRegistry().lookupByNameAndType("engine", Engine.class);
      assertThat(engine.view().run("r1")).isNotNull();
    }
  }

  @Test
  void aJournalInUseIsNamedAndTheOneWhoHasItKeepsIt(@TempDir Path folder) throws Exception {
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext holder = configured(journal)) {
      holder.start();
      assertThatThrownBy(() -> configured(journal)).isInstanceOf(JournalInUse.class);
      holder.createProducerTemplate().sendBody("reboot-run:chain?runId=r1", "pump-1");
    }
  }

  @Test
  void anEngineThatDoesNotOpenLeavesTheJournalFree(@TempDir Path folder) throws Exception {
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext context = configured(journal)) {
      context.start();
      // No route takes it up, so it stays open.
      context.createProducerTemplate().sendBody("reboot-run:of-no-route?runId=r1", "pump-1");
    }
    assertThatThrownBy(
            () ->
                new JournaledEngine(journal, EngineSettings.of("other"))
                    .configure(new DefaultCamelContext()))
        .hasMessageContaining("r1");
    try (DefaultCamelContext again = configured(journal)) {
      again.start();
    }
  }

  private static DefaultCamelContext configured(Path journal) throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    context.getShutdownStrategy().setTimeout(1);
    new JournaledEngine(journal, EngineSettings.of("myhub")).configure(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("reboot-run:chain").to("reboot:soak/settle?duration=1h").id("settle");
          }
        });
    return context;
  }
}
