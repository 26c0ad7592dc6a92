package org.fleetreboot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fleetreboot.routes.ShippedRoutes.shipped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Message;
import java.nio.file.Path;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of routes/queue.yaml with a broker, as it is shipped. */
class QueueResultsTest {
  @Test
  void aBrokerThatIsDownHoldsNothingElseUpAndGetsAllInTheirOrder(@TempDir Path folder)
      throws Exception {
    try (Broker broker = new Broker(folder);
        Sinks sinks = new Sinks()) {
      RouteRunner routes =
          sinks
              .program()
              .property("queue.broker", broker.url())
              .property("queue.results", "ended")
              .file(shipped("queue.yaml"));
      sinks.start(routes);
      sinks.run(routes, "r1");
      sinks.run(routes, "r2");
      await().until(() -> sinks.other.size() == 2);

      broker.start();
      assertThat(id(broker)).isEqualTo(sinks.other.get(0));
      assertThat(id(broker)).isEqualTo(sinks.other.get(1));
      broker.stop();
      sinks.run(routes, "r3");
      await().until(() -> sinks.other.size() == 3);
      broker.start();
      assertThat(id(broker)).isEqualTo(sinks.other.get(2));
      assertThat(broker.depth("ended")).isZero();
    }
  }

  private static String id(Broker broker) throws Exception {
    Message message = broker.take("ended");
    JsonNode event = new ObjectMapper().readTree(message.getBody(String.class));
    assertThat(event.path("type").asText()).startsWith("org.fleetreboot.run.settled.");
    assertThat(message.getStringProperty("_AMQ_DUPL_ID")).isEqualTo(event.path("id").asText());
    return event.path("id").asText();
  }
}
