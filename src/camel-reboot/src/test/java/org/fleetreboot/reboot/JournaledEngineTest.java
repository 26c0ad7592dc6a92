package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.journal.DiskLimits;
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

  @Test
  void aJournalThatCanKeepNothingMoreStopsTheContext(@TempDir Path folder) throws Exception {
    Path journal = folder.resolve("journal.db");
    try (DefaultCamelContext context = configured(journal)) {
      context.start();
    }
    DiskLimits full = new DiskLimits(0, Files.size(journal) + 64_000);
    try (DefaultCamelContext context = configured(journal, full)) {
      context.start();
      String body = "pump-1\n".repeat(10_000);
      assertThatThrownBy(
              () -> {
                for (int n = 0; n < 100; n++) {
                  context.createProducerTemplate().sendBody("reboot-run:chain?runId=r" + n, body);
                }
              })
          .isNotNull();
      await().until(context::isStopped);
    }
    try (DefaultCamelContext again = configured(journal)) {
      again.start();
    }
  }

  private static DefaultCamelContext configured(Path journal) throws Exception {
    return configured(journal, DiskLimits.DEFAULT);
  }

  private static DefaultCamelContext configured(Path journal, DiskLimits limits) throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    context.getShutdownStrategy().setTimeout(1);
    new JournaledEngine(journal, EngineSettings.of("myhub")).limits(limits).configure(context);
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
