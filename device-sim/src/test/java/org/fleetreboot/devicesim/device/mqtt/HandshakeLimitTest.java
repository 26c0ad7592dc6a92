package org.fleetreboot.devicesim.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeLimitTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final HandshakeLimit handshakes = new HandshakeLimit(2);
  private final List<Promise<Void>> begun = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  @Test
  void noMoreThanThatManyAreUnderWay() {
    enter("a", "b", "c", "d");

    assertThat(names).containsExactly("a", "b");
  }

  @Test
  void theOthersFollowInTheirOrder() {
    enter("a", "b", "c", "d");

    begun.get(1).setSuccess(null);
    channel.runPendingTasks();
    assertThat(names).containsExactly("a", "b", "c");

    begun.get(0).setSuccess(null);
    channel.runPendingTasks();
    assertThat(names).containsExactly("a", "b", "c", "d");
  }

  @Test
  void oneThatFailsGivesItsPlaceOn() {
    enter("a", "b", "c");

    begun.get(0).setFailure(new IOException("reset"));
    channel.runPendingTasks();

    assertThat(names).containsExactly("a", "b", "c");
  }

  @Test
  void placesOfThoseThatAreOverAreFreeForLaterOnes() {
    enter("a", "b");
    begun.forEach(handshake -> handshake.setSuccess(null));

    enter("c", "d", "e");

    assertThat(names).containsExactly("a", "b", "c", "d");
  }

  private void enter(String... those) {
    for (String name : those) {
      handshakes.enter(
          channel.eventLoop(),
          () -> {
            Promise<Void> handshake = channel.eventLoop().newPromise();
            names.add(name);
            begun.add(handshake);
            return handshake;
          });
    }
    channel.runPendingTasks();
  }
}
